// One clock for all replays of a page that are linked. It lives on the page, for each widget loads this file anew.

const LONGEST_STEP_MS = 100; // a page that was hidden does not leap when it comes back
const MINUTE_MS = 60_000;

class Clock {
  constructor(first, last) {
    Object.assign(this, { first, last, t: first, speed: 5, playing: false, users: 0, listeners: new Set() });
  }

  /** Goes on with the screen: any number of replays may call it in the same frame. */
  advance(now) {
    if (!this.playing || now === this.now) return;
    const passed = Math.min(LONGEST_STEP_MS, Math.max(0, now - (this.now ?? now)));
    this.now = now;
    this.t = Math.min(this.last, this.t + (passed / 1000) * this.speed * MINUTE_MS);
    if (this.t >= this.last) this.pause();
  }

  play() {
    if (this.t >= this.last) this.t = this.first;
    this.playing = true;
    this.now = undefined;
    this.tell();
  }

  pause() {
    this.playing = false;
    this.tell();
  }

  /** Sets the hands; `jump` says that nobody walks there. */
  seek(t, jump = true) {
    const back = t < this.t;
    this.t = Math.min(this.last, Math.max(this.first, t));
    this.tell(jump || back);
  }

  tell(jump = false) {
    for (const listener of this.listeners) listener(jump);
  }
}

/** The clock of this name, made when first asked for. Returns it and a way to let it go. */
export function joinClock(name, first, last, listener) {
  const clocks = (globalThis.simptspClocks ??= new Map());
  if (!clocks.has(name)) clocks.set(name, new Clock(first, last));
  const clock = clocks.get(name);
  clock.users += 1;
  clock.listeners.add(listener);
  const leave = () => {
    clock.listeners.delete(listener);
    clock.users -= 1;
    if (clock.users === 0) clocks.delete(name);
  };
  return [clock, leave];
}

const PREFIX = "simptsp-studio:";

/** Storage of the tab; without it (a browser may forbid it) a reload loses what was not heard, and no more. */
function storage() {
  try {
    return globalThis.sessionStorage;
  } catch (error) {
    console.info("the browser keeps nothing for this page", error);
    return null;
  }
}

function read(scope) {
  try {
    const kept = JSON.parse(storage()?.getItem(PREFIX + scope) ?? "{}");
    return Object.entries(kept).filter(([, text]) => text === null || typeof text === "string");
  } catch (error) {
    console.info("what was kept cannot be read", error);
    return [];
  }
}

function write(scope, entries) {
  if (!scope) return;
  try {
    if (entries.length) storage()?.setItem(PREFIX + scope, JSON.stringify(Object.fromEntries(entries)));
    else storage()?.removeItem(PREFIX + scope);
  } catch (error) {
    console.info("nothing more can be kept", error);
  }
}

/**
 * What was typed and has not been heard by Python; kept in the browser's tab, and sent again after a reload.
 * Events are numbered. A text has been heard when an answer holds it, or knows of its number and holds another one.
 */
export function keeper(send) {
  const waiting = new Map();
  const timers = new Map();
  let scope = null;
  let number = 0;
  let isFresh = true;

  const store = () => write(scope, [...waiting].map(([key, { text }]) => [key, text]));
  const post = (key) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const each = waiting.get(key);
    if (!each) return; // Python holds this very text already
    each.n = ++number;
    send({ event: each.text === null ? "reset" : "type", scope, key, text: each.text ?? "", n: each.n });
  };
  const flush = () => [...timers.keys()].forEach(post);
  const type = (key, text, delay = 0) => {
    waiting.set(key, { text, n: Infinity });
    store();
    clearTimeout(timers.get(key));
    if (delay) timers.set(key, setTimeout(post, delay, key));
    else post(key);
  };
  return {
    type,
    flush,
    begin(fresh) {
      if (fresh === scope) return;
      flush();
      waiting.clear();
      scope = fresh;
      isFresh = true;
    },
    hear({ heard, entries }, isKnown) {
      number = Math.max(number, heard);
      const isHeld = (key, text) => (entries[key] ?? null) === text;
      for (const [key, { text, n }] of waiting) if (isHeld(key, text) || n <= heard) waiting.delete(key);
      const kept = isFresh && scope ? read(scope) : [];
      isFresh = false;
      store();
      for (const [key, text] of kept) if (isKnown(key) && !waiting.has(key) && !isHeld(key, text)) type(key, text);
    },
    /** Whether something was typed; and what a field shows: what was typed, else what Python holds, else what was there before. */
    has: (key, entries) => (waiting.has(key) ? waiting.get(key).text !== null : key in entries),
    text: (key, entries, before) => (waiting.has(key) ? waiting.get(key).text : entries[key]) ?? before,
  };
}

// The small pictures: people, files, screens, officers, and the marks beside them.

export const SIZE = 22;
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"]; // Okabe & Ito 2008
const INK = "#16202b";
const DARK = new Set(["#0072b2", "#4d4d4d"]);
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const colourOf = (caseClass) => COLOURS[caseClass % COLOURS.length];
export const letterOf = (caseClass) => LETTERS[caseClass % LETTERS.length];

const OUTLINES = {
  /** Head and shoulders. */
  person(g) {
    g.beginPath();
    g.arc(0, -6.5, 4.8, 0, 2 * Math.PI);
    g.moveTo(-9.5, 10.5);
    g.lineTo(-9.5, 6);
    g.arc(-2.5, 5.5, 7, Math.PI, 1.5 * Math.PI);
    g.arc(2.5, 5.5, 7, 1.5 * Math.PI, 2 * Math.PI);
    g.lineTo(9.5, 10.5);
    g.closePath();
  },
  /** A sheet with a folded corner. */
  file(g) {
    g.beginPath();
    g.moveTo(-7.5, -9.5);
    g.lineTo(2.5, -9.5);
    g.lineTo(7.5, -4.5);
    g.lineTo(7.5, 9.5);
    g.lineTo(-7.5, 9.5);
    g.closePath();
  },
  /** A screen on its stand. */
  screen(g) {
    g.beginPath();
    g.roundRect(-10.5, -9, 21, 14.5, 2.5);
    g.rect(-5, 7, 10, 2.5);
  },
};
const LETTER_Y = { person: 5.2, file: 1.5, screen: -1.5 };

/** Draws one token around (0, 0). */
export function drawToken(g, kind, caseClass) {
  const colour = colourOf(caseClass);
  OUTLINES[kind](g);
  g.fillStyle = colour;
  g.strokeStyle = "#fff";
  g.lineWidth = 1.2;
  g.fill();
  g.stroke();
  g.fillStyle = DARK.has(colour) ? "#fff" : INK;
  g.font = `700 ${kind === "person" ? 9.5 : 11}px system-ui, sans-serif`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(letterOf(caseClass), 0, LETTER_Y[kind]);
}

/** Draws an officer behind a desk around (0, 0). */
export function drawOfficer(g, present) {
  g.fillStyle = present ? "#24415c" : "#d8dfe6";
  g.beginPath();
  g.arc(0, -6, 4.2, 0, 2 * Math.PI);
  g.fill();
  g.beginPath();
  g.arc(0, 7, 7.2, Math.PI, 2 * Math.PI);
  g.fill();
  g.fillStyle = present ? "#7d8fa0" : "#e3e8ed";
  g.beginPath();
  g.roundRect(-15, 7, 30, 4.5, 2);
  g.fill();
}

/** Marks of what just happened, by name. */
export const BADGES = {
  done: { text: "✓", colour: "#1d6138" },
  left: { text: "×", colour: "#a01c1c" },
  deemed: { text: "F", colour: "#6a3d8a" },
  switched: { text: "⇄", colour: "#8a4b00" },
  returned: { text: "↩", colour: "#8a4b00" },
  paused: { text: "", colour: "#4a5866" },
};

/** Draws a mark at the upper right of a token around (0, 0). */
export function drawBadge(g, name) {
  const { text, colour } = BADGES[name];
  g.fillStyle = colour;
  g.strokeStyle = "#fff";
  g.lineWidth = 1.2;
  g.beginPath();
  g.arc(7, -7, 6, 0, 2 * Math.PI);
  g.fill();
  g.stroke();
  g.fillStyle = "#fff";
  g.font = "700 9px system-ui, sans-serif";
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.fillText(text, 7, -6.7);
  if (name === "paused") {
    g.fillRect(4.8, -9.4, 1.6, 4.8);
    g.fillRect(7.6, -9.4, 1.6, 4.8);
  }
}

/** Keeps each picture once drawn, at the sharpness of the screen. */
export class Stamps {
  constructor(ratio) {
    this.ratio = ratio;
    this.kept = new Map();
  }

  /** Copies a picture to (x, y); `draw` makes it the first time. */
  put(g, key, draw, x, y) {
    const side = 40;
    let stamp = this.kept.get(key);
    if (!stamp) {
      stamp = document.createElement("canvas");
      stamp.width = stamp.height = side * this.ratio;
      const pen = stamp.getContext("2d");
      pen.scale(this.ratio, this.ratio);
      pen.translate(side / 2, side / 2);
      draw(pen);
      this.kept.set(key, stamp);
    }
    g.drawImage(stamp, Math.round((x - side / 2) * this.ratio) / this.ratio, Math.round((y - side / 2) * this.ratio) / this.ratio, side, side);
  }

  token(g, kind, caseClass, x, y) {
    this.put(g, `${kind}${caseClass}`, (pen) => drawToken(pen, kind, caseClass), x, y);
  }

  officer(g, present, x, y) {
    this.put(g, `officer${present}`, (pen) => drawOfficer(pen, present), x, y);
  }

  badge(g, name, x, y) {
    this.put(g, `badge${name}`, (pen) => drawBadge(pen, name), x, y);
  }
}

/** A token on its own little canvas, for a key. */
export function sample(draw) {
  const ratio = Math.min(2, devicePixelRatio || 1);
  const canvas = Object.assign(document.createElement("canvas"), { width: 24 * ratio, height: 24 * ratio, className: "sp-r-sample" });
  const g = canvas.getContext("2d");
  g.scale(ratio, ratio);
  g.translate(12, 12);
  draw(g);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

const SVG = "http://www.w3.org/2000/svg";
let lastId = 0;

/** An id no other element of the page has. */
export const newId = (stem) => `sp-${stem}-${++lastId}`;

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** An HTML element with attributes (`on…` are listeners) and children. */
export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** The same for SVG. */
export const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Runs `draw` now and whenever one of the named traits changes. Returns the clean-up. */
export function follow(model, names, draw) {
  const events = names.map((name) => `change:${name}`).join(" ");
  model.on(events, draw);
  draw();
  return () => model.off(events, draw);
}

const formats = new Map();

/** A number in a language; making a format takes longer than using it. */
export function number(lang, value, decimals) {
  const key = `${lang} ${decimals}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  return formats.get(key).format(value);
}

import { chart } from "./chart.js";
import { choice } from "./choice.js";
import { form } from "./form.js";
import { matching } from "./matching.js";
import { message } from "./message.js";
import { note } from "./note.js";
import { options } from "./options.js";
import { order } from "./order.js";
import css from "./parts.css";
import { range } from "./range.js";
import { replay } from "./replay/replay.js";

const PARTS = { chart, choice, form, matching, message, note, options, order, range, replay };
const STYLE_ID = "simptsp-parts";

function addStyle() {
  if (document.getElementById(STYLE_ID)) return;
  const style = document.createElement("style");
  style.id = STYLE_ID;
  style.textContent = css;
  document.head.append(style);
}

export default {
  render({ model, el }) {
    addStyle();
    el.classList.add("sp-part");
    el.lang = model.get("lang");
    return PARTS[model.get("part")]({ model, el });
  },
};

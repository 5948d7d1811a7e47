import answers from "./answers.css";
import { buttons } from "./buttons.js";
import { cards } from "./cards.js";
import office from "./change.css";
import { download } from "./download.js";
import { heading } from "./heading.js";
import { knobs } from "./knobs.js";
import { line } from "./line.js";
import { peek } from "./peek.js";
import { pick } from "./pick.js";
import { planbar } from "./planbar.js";
import { progress } from "./progress.js";
import css from "./studio.css";
import { tabs } from "./tabs.js";
import { tour } from "./tour.js";
import { upload } from "./upload.js";

const PARTS = { buttons, cards, download, heading, knobs, line, peek, pick, planbar, progress, tabs, tour, upload };
const STYLE_ID = "simptsp-studio";

function addStyle() {
  if (document.getElementById(STYLE_ID)) return;
  const style = document.createElement("style");
  style.id = STYLE_ID;
  style.textContent = css + office + answers;
  document.head.append(style);
}

export default {
  render({ model, el }) {
    addStyle();
    el.classList.add("st-part", `st-is-${model.get("part")}`);
    el.lang = model.get("lang");
    return PARTS[model.get("part")]({ model, el });
  },
};

import { h } from "../dom.js";
import { filled, follow, newId, say } from "./kit.js";

function base64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

const fits = (name, accept) => !accept || accept.split(",").some((ending) => name.toLowerCase().endsWith(ending.trim().toLowerCase()));

/** A field for one file, sent in pieces because a message of a browser has a largest size. */
export function upload({ model, el }) {
  const id = newId("upload");
  const texts = model.get("texts");
  const title = h("p", { id: `${id}-title`, class: "st-label" }, model.get("label"));
  const choose = h("label", { for: id, id: `${id}-choose`, class: "st-button st-quiet" }, texts.choose);
  const input = h("input", { id, type: "file", class: "st-hidden", accept: model.get("accept"), "aria-labelledby": `${choose.id} ${title.id}`, "aria-describedby": `${id}-hint ${id}-said` });
  const hint = h("p", { id: `${id}-hint`, class: "st-soft" }, model.get("hint"));
  const said = h("p", { id: `${id}-said`, class: "st-said", role: "status" });
  const zone = h("div", { class: "st-zone" }, title, hint, h("div", { class: "st-row" }, input, choose, h("span", { class: "st-soft st-drop" }, texts.drop)), said);
  let current = 0;

  const tell = (sentence, tone) => {
    say(said, sentence);
    said.className = `st-said${tone ? ` st-said-${tone}` : ""}`;
  };
  const refusal = (file) => {
    if (file.size > model.get("largest")) return texts.too_big;
    if (file.size === 0) return texts.empty;
    return fits(file.name, model.get("accept")) ? "" : filled(texts.wrong_kind, { accept: model.get("accept").replaceAll(",", ", ") });
  };
  const send = async (file) => {
    const mine = (current = Math.max(current + 1, Date.now()));
    const refused = refusal(file);
    if (refused) return tell(refused, "error");
    tell(filled(texts.sending, { name: file.name }), "");
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (mine !== current) return;
      model.send({ event: "begin", id: mine, name: file.name.slice(-200), size: bytes.length });
      for (let at = 0; at < bytes.length; at += model.get("piece")) {
        if (mine !== current) return;
        model.send({ event: "piece", id: mine, at, data: base64(bytes.subarray(at, at + model.get("piece"))) });
        await new Promise((resolve) => setTimeout(resolve));
      }
    } catch (error) {
      console.info("the file could not be read", error);
      tell(texts.broken, "error");
    }
  };
  const take = (files) => files.length && send(files[0]);

  input.addEventListener("change", async () => {
    await take(input.files);
    input.value = ""; // the same file may be chosen again, after it was mended
  });
  const over = (isOver) => (event) => (event.preventDefault(), zone.classList.toggle("st-over", isOver));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => (over(false)(event), take(event.dataTransfer.files)));
  el.append(zone);
  const stop = follow(model, ["said"], () => tell(model.get("said").sentence, model.get("said").tone));
  return () => ((current += 1), stop());
}

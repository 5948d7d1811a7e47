/** Cells of a text: rows by ";", cells of a row by ",". */
export const cellsOf = (text, rows, days) => {
  const lines = text.split(";").map((line) => line.split(","));
  return Array.from({ length: rows }, (_, row) => Array.from({ length: days }, (_, day) => (lines[row]?.[day] ?? "").trim()));
};

/** A cell may hold anything but the marks between cells. */
export const textOf = (cells) => cells.map((row) => row.map((cell) => cell.replace(/[;,]/g, ".")).join(",")).join(";");

const isZero = (cell) => cell === "0" || cell === "";

/** How many rows at the beginning and at the end have nobody, in every one of the tables; none if that is all of them. */
export function emptyEnds(...tables) {
  const isEmpty = tables[0].map((_, row) => tables.every((cells) => cells[row].every(isZero)));
  const first = isEmpty.indexOf(false);
  return first < 0 ? [0, 0] : [first, isEmpty.length - 1 - isEmpty.lastIndexOf(false)];
}

/** Positions of a block between two corners. */
export function block([row, day], [otherRow, otherDay]) {
  const span = (one, other) => Array.from({ length: Math.abs(one - other) + 1 }, (_, index) => Math.min(one, other) + index);
  return span(row, otherRow).flatMap((r) => span(day, otherDay).map((d) => [r, d]));
}

/** A cell with so many more servers; what is no number stays as typed, and nobody is fewer than none. */
export const moved = (cell, by) => (/^\d+$/.test(cell) ? String(Math.max(0, Number(cell) + by)) : cell);

/** Whether somebody is, or was, on duty. */
export const isStaffed = (cell, before) => !isZero(cell) || !isZero(before);

// The tile map by keyboard and pointer: one tile is in the tab order, arrows move, letters search, a tip says what
// the tile says. Without script every tile is a link with a title.

const svgNS = "http://www.w3.org/2000/svg";

function start(map) {
  const svg = map.querySelector(".s-tiles-map");
  const frame = map.querySelector(".s-tiles-frame");
  const tiles = [...svg.querySelectorAll(".s-tile")].map(read);
  if (!tiles.length) return;
  const over = make("g", "s-tiles-over", svg);
  const tip = document.createElement("div");
  tip.className = "s-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the link's name says the same
  frame.append(tip);
  map.querySelector("[data-tiles-help]").hidden = false;

  for (const tile of tiles) tile.link.setAttribute("tabindex", "-1");
  enter(tiles[0]);

  function enter(tile) {
    map.current?.link.setAttribute("tabindex", "-1");
    tile.link.setAttribute("tabindex", "0");
    map.current = tile;
  }

  function show(tile) {
    over.replaceChildren();
    const ring = make("path", "s-tile-ring", over);
    ring.setAttribute("d", hexagon(tile.x, tile.y, 12));
    const short = make("text", "s-tile-short", over);
    short.setAttribute("x", tile.x);
    short.setAttribute("y", tile.y + 2.1);
    short.textContent = tile.link.dataset.short;
    tip.textContent = tile.text;
    tip.hidden = false;
    place(tile);
  }

  function hide() {
    over.replaceChildren();
    tip.hidden = true;
  }

  // The tip stands beside the tile on the side with more room, within the frame.
  function place(tile) {
    const box = frame.getBoundingClientRect();
    const at = tile.link.getBoundingClientRect();
    const left = at.left - box.left, right = box.right - at.right;
    const wide = tip.offsetWidth + 14;
    let x = left >= wide ? left - wide : right >= wide ? at.right - box.left + 14 : (box.width - tip.offsetWidth) / 2;
    let y = at.top - box.top - tip.offsetHeight / 2;
    if (left < wide && right < wide) y = at.top - box.top - tip.offsetHeight - 12;
    if (y < 0) y = left < wide && right < wide ? at.bottom - box.top + 12 : 0;
    tip.style.left = `${Math.max(0, Math.min(x, box.width - tip.offsetWidth))}px`;
    tip.style.top = `${y}px`;
  }

  const of = (event) => tiles.find((tile) => tile.link === event.target.closest?.(".s-tile"));
  const focused = () => tiles.find((tile) => tile.link === document.activeElement);
  const rest = () => (focused() ? show(focused()) : hide());

  svg.addEventListener("focusin", (event) => { const tile = of(event); if (tile) { enter(tile); show(tile); } });
  svg.addEventListener("focusout", hide);
  svg.addEventListener("pointerover", (event) => { const tile = of(event); if (tile) show(tile); });
  frame.addEventListener("pointerleave", rest);

  let typed = "", timer;
  svg.addEventListener("keydown", (event) => {
    const tile = focused();
    if (!tile || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return hide();
    let next = step(tiles, tile, event.key);
    if (next) typed = "";
    if (!next && event.key.length === 1 && /\p{L}/u.test(event.key)) {
      clearTimeout(timer);
      timer = setTimeout(() => (typed = ""), 900);
      typed += event.key.toLocaleLowerCase("sv");
      next = tiles.find((t) => t.name.startsWith(typed));
    }
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.link.focus();
  });
}

// read takes what a tile says and where it stands from its markup.
function read(link) {
  const title = link.querySelector("title");
  const [, x, y] = /^M([-\d.]+) ([-\d.]+)/.exec(link.querySelector("path").getAttribute("d")).map(Number);
  const text = title.textContent;
  link.setAttribute("aria-label", text.replaceAll("\n", ", "));
  title.remove(); // else the browser shows a tip of its own over ours
  const name = text.split("\n")[0].split(" · ").at(-1).toLocaleLowerCase("sv");
  return { link, x, y: y + 9.3, text, name };
}

// step finds the tile in the direction of a key: along the row, or the nearest one in the row above or below.
function step(tiles, from, key) {
  const row = tiles.filter((t) => Math.abs(t.y - from.y) < 1).sort((a, b) => a.x - b.x);
  const i = row.indexOf(from);
  const near = (sign) => tiles
    .filter((t) => (t.y - from.y) * sign > 1)
    .sort((a, b) => Math.abs(a.y - from.y) * 3 + Math.abs(a.x - from.x) - Math.abs(b.y - from.y) * 3 - Math.abs(b.x - from.x))[0];
  switch (key) {
    case "ArrowLeft": return row[i - 1];
    case "ArrowRight": return row[i + 1];
    case "ArrowUp": return near(-1);
    case "ArrowDown": return near(1);
    case "Home": return tiles[0];
    case "End": return tiles.at(-1);
  }
}

function hexagon(x, y, s) {
  const w = s * 0.866;
  return `M${x} ${y - s}l${w} ${s / 2}v${s}l${-w} ${s / 2} ${-w} ${-s / 2}v${-s}z`;
}

function make(name, className, parent) {
  const el = document.createElementNS(svgNS, name);
  el.setAttribute("class", className);
  parent.append(el);
  return el;
}

document.querySelectorAll("[data-tiles]").forEach(start);

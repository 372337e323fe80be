"use strict";
// Shows a game moment by moment. The data: letters, one object a moment, and a pool of distributions that moments share.
(() => {
  const $ = id => document.getElementById(id);
  const game = JSON.parse($("game").textContent);
  const words = [...$("moves").children].map(line => line.textContent);
  const { moments, pool, letters } = game, slots = moments[0].row.length, last = moments.length - 1;
  const symbols = [...letters, "."];
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let now = -1, slot = 0, timer = 0;

  const make = (name, ...classes) => { const made = document.createElement(name); made.className = classes.join(" "); return made; };
  const nameOf = symbol => symbol === "." ? "end" : symbol;
  const percent = mille => mille < 10 ? `${mille / 10}%` : `${Math.round(mille / 10)}%`;

  // What a slot is at a moment: its kind, its symbol and the chance that it had, or its candidates, likeliest first.
  function look(moment, at) {
    const of = moments[moment], kind = of.kinds[at];
    if (kind === "m" || kind === "s")
      return { kind: "masked", restricted: kind === "s", chances: pool[of.pool[at]] };
    return { kind: { f: "forced", r: "revealed" }[kind] ?? "after", symbol: of.row[at], chance: of.chance[at] };
  }

  const tiles = Array.from({ length: slots }, (_, at) => {
    const tile = make("button", "tile");
    Object.assign(tile, { id: `tile${at}`, type: "button" });
    tile.setAttribute("role", "tab");
    tile.setAttribute("aria-controls", "slot");
    tile.append(make("span"));
    tile.addEventListener("click", () => pick(at));
    $("row").append(tile);
    return tile;
  });

  const beads = moments.map(moment => { const bead = make("i", moment.voice); $("beads").append(bead); return bead; });
  $("beads").classList.toggle("many", last > 59);
  const cells = [];

  function drawTiles(before) {
    for (let at = 0; at < slots; at++) {
      const { kind, restricted, symbol, chance, chances } = look(now, at), tile = tiles[at], text = tile.firstChild;
      const shown = kind === "masked" || kind === "after" ? "" : nameOf(symbol);
      const turned = before >= 0 && (text.textContent !== shown || !tile.classList.contains(kind));
      tile.className = `tile ${kind}${restricted ? " restricted" : ""}`;
      if (turned && kind !== "masked") { void tile.offsetWidth; tile.classList.add("turned"); }
      text.textContent = shown;
      text.className = shown.length > 1 ? "end" : "";
      tile.dataset.ghost = kind === "masked" && chances.length ? nameOf(chances[0][0]) : "";
      tile.style.setProperty("--sure", kind === "masked" && chances.length ? .12 + .5 * chances[0][1] / 1000 : 0);
      tile.style.setProperty("--ring", `${(chance ?? 0) / 10}%`);
      tile.style.setProperty("--tint", `color-mix(in srgb, var(--denoiser) ${Math.round(6 + 26 * (chance ?? 0) / 1000)}%, var(--raised))`);
      tile.setAttribute("aria-label", `Slot ${at + 1}: ${titleOf(at)}`);
    }
  }

  function titleOf(at) {
    const { kind, symbol, chance, chances } = look(now, at);
    return kind === "masked" ? `masked${chances.length ? `, likeliest ${nameOf(chances[0][0])} with ${percent(chances[0][1])}` : ""}`
      : kind === "after" ? "after the end"
      : kind === "forced" ? `${nameOf(symbol)}, set by the player`
      : `${nameOf(symbol)}, drawn with ${percent(chance)}`;
  }

  // The candidates of a slot; of a known one, those of the last moment at which it was masked.
  function drawSlot() {
    const { kind, symbol, chance, restricted } = look(now, slot);
    let from = now;
    while (from > 0 && look(from, slot).kind !== "masked") from--;
    const chances = kind === "after" ? [] : look(from, slot).chances ?? [], voice = kind === "forced" ? "p" : "d";
    const before = chances.length ? kind === "forced" ? " Before that, the denoiser expected:" : " It could have been:" : "";
    $("slotTitle").textContent = `Slot ${slot + 1}: ${kind === "masked" ? "masked" : kind === "after" ? "after the end" : nameOf(symbol)}`;
    $("slotSaid").textContent = kind === "masked" ? `What the denoiser expects here${restricted ? ", among the letters that the player allows" : ""}:`
      : kind === "after" ? "The name ends before this tile."
      : kind === "forced" ? `The player set it.${before}`
      : `The denoiser drew it with a chance of ${percent(chance)}.${before}`;
    const few = 9;
    fill($("chances"), chances.slice(0, few), symbol, voice);
    fill($("allChances"), chances, symbol, voice);
    $("more").hidden = chances.length <= few;
    $("slot").setAttribute("aria-labelledby", `tile${slot}`);
  }

  function fill(list, chances, taken, voice) {
    list.replaceChildren(...chances.map(([symbol, mille]) => {
      const line = make("li", symbol === taken ? `taken ${voice}` : ""), letter = make("span", "letter"), bar = make("span", "bar"), share = make("span", "percent");
      letter.textContent = nameOf(symbol);
      share.textContent = percent(mille);
      bar.style.setProperty("--share", `${mille / 10}%`);
      line.append(letter, bar, share);
      return line;
    }));
  }

  function makeXray() {
    const xray = $("xray"), every = Math.ceil(symbols.length / (xray.clientWidth > 500 ? 60 : 32));
    xray.style.setProperty("--letters", symbols.length);
    xray.style.setProperty("--slots", slots);
    xray.append(make("span"));
    symbols.forEach((symbol, at) => {
      const head = make("span", "head");
      head.textContent = symbol === "." ? "end" : at % every ? "" : symbol;
      xray.append(head);
    });
    for (let at = 0; at < slots; at++) {
      const number = make("span");
      number.textContent = at + 1;
      number.dataset.slot = at;
      xray.append(number);
      cells.push([number, ...symbols.map(() => { const cell = make("i"); cell.dataset.slot = at; xray.append(cell); return cell; })]);
    }
    xray.addEventListener("click", event => { if (event.target.dataset.slot) pick(+event.target.dataset.slot); });
  }

  function drawXray() {
    for (let at = 0; at < slots; at++) {
      const { kind, symbol, chances } = look(now, at), [number, ...line] = cells[at];
      const heat = new Map(kind === "masked" ? chances : [[symbol, 1000]]);
      number.className = at === slot ? "looked" : "";
      line.forEach((cell, i) => {
        const mille = kind === "after" ? 0 : heat.get(symbols[i]) ?? 0;
        cell.className = kind === "after" ? "ended" : `${kind === "forced" ? "p" : ""}${at === slot && mille === 0 ? " looked" : ""}`;
        // The square root keeps small probabilities visible.
        cell.style.setProperty("--heat", `${Math.round(100 * Math.sqrt(mille / 1000))}%`);
      });
    }
  }

  function show(moment) {
    const before = now;
    now = Math.max(0, Math.min(last, moment));
    drawTiles(before);
    beads.forEach((bead, i) => bead.classList.toggle("past", i <= now));
    const count = make("b");
    count.textContent = `Moment ${now} of ${last}`;
    $("said").replaceChildren(count, words[now]);
    $("time").value = now;
    $("time").setAttribute("aria-valuetext", `Moment ${now} of ${last}: ${words[now]} The row: ${spoken()}`);
    $("back").disabled = now === 0;
    $("on").disabled = now === last;
    drawSlot();
    drawXray();
  }

  const spoken = () => Array.from({ length: slots }, (_, at) => look(now, at)).filter(({ kind, symbol }) => kind !== "after" && symbol !== ".")
    .map(({ kind, symbol }) => kind === "masked" ? "masked" : symbol).join(" ");

  function pick(at, focus) {
    slot = at;
    tiles.forEach((tile, i) => { tile.setAttribute("aria-selected", i === at); tile.tabIndex = i === at ? 0 : -1; });
    if (focus) tiles[at].focus();
    drawSlot();
    drawXray();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    $("play").textContent = "Play";
  }

  function play() {
    if (timer) return stop();
    if (now === last) show(0);
    $("play").textContent = "Pause";
    timer = setInterval(() => { show(now + 1); if (now === last) stop(); }, Math.max(60, Math.min(600, 5000 / Math.max(1, last))));
  }

  const go = moment => { stop(); show(moment); };

  // As many tiles side by side as stay large enough for a finger: the whole name where it fits, else lines of the same length.
  function arrange() {
    const fit = Math.max(4, Math.floor($("row").clientWidth / 40)), lines = Math.ceil(slots / fit);
    const used = 1 + Math.max(...moments.map(({ kinds }) => Math.max(kinds.lastIndexOf("f"), kinds.lastIndexOf("r"))));
    $("row").style.setProperty("--columns", lines > 1 && used <= fit ? Math.max(used, Math.ceil(slots / lines)) : Math.ceil(slots / lines));
  }

  for (const part of document.querySelectorAll(".stage, .slot, .xray, .script, #copy")) part.hidden = false;
  $("time").max = last;
  $("time").disabled = last === 0;
  $("play").disabled = last === 0;
  makeXray();
  arrange();
  addEventListener("resize", arrange);
  $("time").addEventListener("input", () => go(+$("time").value));
  $("back").addEventListener("click", () => go(now - 1));
  $("on").addEventListener("click", () => go(now + 1));
  $("play").addEventListener("click", play);
  $("row").addEventListener("keydown", event => {
    const to = { ArrowLeft: slot - 1, ArrowRight: slot + 1, Home: 0, End: slots - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    pick((to + slots) % slots, true);
  });
  addEventListener("keydown", event => {
    if (event.target !== document.body || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) go(to);
    else if (event.key === " ") play();
    else return;
    event.preventDefault();
  });
  $("copy").addEventListener("click", async () => {
    $("code").select();
    try { await navigator.clipboard.writeText($("code").value); } catch { document.execCommand("copy"); }
    $("copied").textContent = "Copied.";
  });

  // The slot worth a look: the one that was drawn against the odds.
  const drawn = tiles.map((_, at) => moments[last].kinds[at] === "r" && moments[last].row[at] !== "." ? moments[last].chance[at] : 1001);
  now = last;
  pick(Math.min(...drawn) > 1000 ? 0 : drawn.indexOf(Math.min(...drawn)));
  show(reduced.matches ? last : 0);
  if (!reduced.matches && last > 0) play();
})();

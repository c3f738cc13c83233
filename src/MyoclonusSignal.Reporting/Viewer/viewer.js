"use strict";

/**
 * The interactive view of the signals: every channel on one axis of time, events as spans, a strip of the whole recording
 * above. The page is complete without it; what needs it is hidden until it has started.
 */
const MyoclonusViewer = (() => {
    const ROW_HEIGHT = 150;
    const LANE_HEIGHT = 16;
    const SHORTEST = 0.05;
    const MOST_SPANS = 150;
    const LOOK = {
        jerk: { colour: "#0072b2", symbol: "triangle-down", name: "jerk" },
        contraction: { colour: "#b35c00", symbol: "square", name: "contraction" },
        negative_jerk: { colour: "#a2447a", symbol: "triangle-up-open", name: "negative jerk" },
        rejected: { colour: "#767676", symbol: "x-thin-open", name: "rejected candidate" },
        dismissed: { colour: "#767676", symbol: "x-open", name: "rejected in the review" },
    };
    const LAYERS = [
        { key: "recorded", label: "recorded", kinds: ["recorded"], on: false },
        { key: "filtered", label: "filtered", kinds: ["filtered"], on: true },
        { key: "envelope", label: "envelope", kinds: ["envelope"], on: true },
        { key: "threshold", label: "noise floor and threshold", kinds: ["floor", "threshold"], on: true },
        { key: "rejected", label: "rejected candidates", kinds: [], on: true },
    ];

    const element = document.getElementById("report-data");
    const host = document.getElementById("viewer");
    const data = element === null ? null : JSON.parse(element.textContent);
    const channels = data === null ? [] : data.channels.map(channel => new MyoclonusSignals.Channel(channel));
    const table = MyoclonusSignals.readTable(data?.events_tsv ?? "");
    const events = table.rows.map((row, i) => ({
        number: i * (data?.event_stride ?? 1),
        row,
        onset: Number(row.onset),
        duration: Number(row.duration),
        detected: MyoclonusSignals.number(row.detected_onset, Number(row.onset)),
        type: row.trial_type,
        channel: channels.findIndex(channel => channel.name === row.channel),
        snr: Number(row.snr_db),
    }));
    const candidates = (data?.rejected ?? []).map((cells, i) => ({
        number: i * (data?.rejected_stride ?? 1),
        channel: cells[0],
        onset: cells[1],
        duration: cells[2],
        peakTime: cells[3],
        peakAmplitude: cells[4],
        snr: cells[5],
        reason: cells[6],
        type: "rejected",
    }));

    const view = { from: 0, to: 1 };
    const shown = new Set(channels.map((_, i) => i).slice(0, 8));
    const layers = new Set(LAYERS.filter(layer => layer.on).map(layer => layer.key));
    const listeners = [];
    let current = null;
    let isFixedScale = false;
    let isPending = false;
    let isDrawing = false;
    let plot = null;
    let strip = null;
    let status = null;
    let hint = null;
    let ranges = null;
    let marking = null;

    const duration = () => Math.max(SHORTEST, data.duration_s);
    const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

    /** Makes an element with attributes and children; text is always text. */
    function make(name, attributes = {}, ...children) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            if (key === "class") {
                made.className = value;
            } else if (key.startsWith("on")) {
                made.addEventListener(key.slice(2), value);
            } else if (typeof value === "boolean") {
                made[key] = value;
            } else {
                made.setAttribute(key, value);
            }
        }

        made.append(...children);
        return made;
    }

    /** Plotly reads some marks in texts; a name has none. */
    const plain = (text, most = 28) => {
        const cleaned = text.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
        const cut = cleaned.length > most ? cleaned.slice(0, most - 1) + "…" : cleaned;
        return cut.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    };

    function colour(name) {
        return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }

    function palette() {
        const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
        return {
            text: colour("--text") || (isDark ? "#e8e8e8" : "#1c1c1c"),
            grid: colour("--line") || (isDark ? "#3a3f44" : "#dddddd"),
            line: isDark ? "#9fc7e8" : "#30506b",
            envelope: isDark ? "#f0b56a" : "#9a5300",
            floor: isDark ? "#7fd4b4" : "#00684a",
            threshold: isDark ? "#f08f7f" : "#b3261e",
            lighten: isDark,
        };
    }

    function lookOf(type, colours) {
        const look = LOOK[type] ?? { colour: "#5b5b5b", symbol: "circle", name: type };
        return { ...look, colour: colours.lighten ? lighter(look.colour) : look.colour };
    }

    function lighter(hex) {
        const mixed = [1, 3, 5].map(at => Math.round(parseInt(hex.slice(at, at + 2), 16) * 0.5 + 128));
        return `rgb(${mixed.join(", ")})`;
    }

    function dashOf(kind) {
        return { floor: "dot", threshold: "dash" }[kind] ?? "solid";
    }

    /** What of a list lies in the view; the list is sorted by onset in each channel. */
    function visible(list) {
        return list.filter(one => shown.has(one.channel) && one.onset < view.to && one.onset + one.duration > view.from);
    }

    /** The traces and the layout of one state of the view. */
    function drawing() {
        const colours = palette();
        const rows = [...shown].sort((a, b) => a - b);
        const columns = Math.max(200, Math.round((plot.clientWidth || 800) - 80));
        const lanes = rows.length * LANE_HEIGHT + 10;
        const height = lanes + rows.length * ROW_HEIGHT + 60;
        const area = height - 60;
        const traces = [];
        let coarsest = 0;
        const layout = {
            width: plot.clientWidth || 800,
            height,
            margin: { l: 64, r: 10, t: 6, b: 46 },
            paper_bgcolor: "rgba(0,0,0,0)",
            plot_bgcolor: "rgba(0,0,0,0)",
            font: { family: "system-ui, sans-serif", size: 12, color: colours.text },
            showlegend: false,
            hovermode: "closest",
            dragmode: "pan",
            xaxis: { range: [view.from, view.to], gridcolor: colours.grid, zeroline: false, title: { text: "time (s)" }, anchor: "free", position: 0, hoverformat: ".3f" },
            shapes: [],
            annotations: [],
        };
        layout.yaxis = { domain: [1 - lanes / area, 1], range: [rows.length - 0.5, -0.5], fixedrange: true, showgrid: false, zeroline: false, showticklabels: false };
        rows.forEach((index, row) => {
            const channel = channels[index];
            const top = 1 - (lanes + row * ROW_HEIGHT + 6) / area;
            const bottom = 1 - (lanes + (row + 1) * ROW_HEIGHT) / area;
            const axis = {
                domain: [Math.max(0, bottom), top], fixedrange: true, gridcolor: colours.grid, zeroline: false, nticks: 4,
                title: { text: plain(channel.name, 16) + (channel.unit ? `<br>(${plain(channel.unit, 12)})` : ""), font: { size: 11 } },
            };
            if (isFixedScale) {
                axis.range = rangeOf(index);
            }

            layout[`yaxis${row + 2}`] = axis;
            channel.lines.forEach((line, number) => {
                if (!LAYERS.some(layer => layers.has(layer.key) && layer.kinds.includes(line.kind))) {
                    return;
                }

                const drawn = channel.draw(number, view.from, view.to, columns);
                coarsest = Math.max(coarsest, drawn.coarsest);
                const isSignal = line.kind === "recorded" || line.kind === "filtered";
                traces.push({
                    type: "scatter", mode: "lines", x: drawn.x, y: drawn.y, yaxis: `y${row + 2}`,
                    name: plain(isSignal && line.name !== channel.name ? line.name : line.kind), hoverinfo: "x+y+name",
                    line: { color: isSignal ? colours.line : colours[line.kind], width: isSignal ? 1 : 1.6, dash: dashOf(line.kind), shape: "linear" },
                    opacity: isSignal ? 0.85 : 1,
                });
            });
        });
        addEvents(rows, colours, traces, layout);
        return { traces, layout, coarsest };
    }

    function addEvents(rows, colours, traces, layout) {
        const found = visible(events);
        const rejected = layers.has("rejected") ? visible(candidates) : [];
        const all = [...found, ...rejected];
        const groups = new Map();
        for (const one of all) {
            const group = groups.get(typeOf(one)) ?? { x: [], y: [], text: [] };
            group.x.push(one.onset);
            group.y.push(rows.indexOf(one.channel));
            group.text.push(describe(one, true));
            groups.set(typeOf(one), group);
        }

        for (const [type, group] of groups) {
            const look = lookOf(type, colours);
            traces.push({
                type: "scatter", mode: "markers", x: group.x, y: group.y, yaxis: "y", text: group.text, hoverinfo: "text",
                marker: { symbol: look.symbol, size: 8, color: look.colour, line: { width: 1.5, color: look.colour } },
            });
        }

        const spans = all.length <= MOST_SPANS ? all : [];
        for (const one of spans) {
            layout.shapes.push(span(one, rows.indexOf(one.channel), lookOf(typeOf(one), colours).colour, typeOf(one) === one.type && one.type !== "rejected" ? 0.2 : 0.1, 0));
        }

        if (current !== null && shown.has(current.channel)) {
            layout.shapes.push(span(current, rows.indexOf(current.channel), lookOf(typeOf(current), colours).colour, 0.25, 2));
        }
    }

    /** What an event is drawn as: its kind, unless the review has rejected it. */
    function typeOf(one) {
        return MyoclonusViewer.isDismissed(one) ? "dismissed" : one.type;
    }

    function span(one, row, fill, opacity, width) {
        return {
            type: "rect", xref: "x", yref: `y${row + 2} domain`, x0: one.onset, x1: one.onset + one.duration, y0: 0, y1: 1,
            fillcolor: fill, opacity: width > 0 ? 0.9 : opacity, line: { width, color: fill }, layer: "below",
            ...(width > 0 ? { fillcolor: "rgba(0,0,0,0)" } : {}),
        };
    }

    /** The range of the whole recording, once for each channel. */
    function rangeOf(index) {
        ranges ??= new Map();
        const key = `${index} ${[...layers].join()}`;
        if (!ranges.has(key)) {
            let low = Infinity;
            let high = -Infinity;
            for (const line of channels[index].lines) {
                if (LAYERS.some(layer => layers.has(layer.key) && layer.kinds.includes(line.kind))) {
                    for (const piece of line.pieces) {
                        for (const value of piece.level(Infinity).low) {
                            low = Math.min(low, value);
                        }

                        for (const value of piece.level(Infinity).high) {
                            high = Math.max(high, value);
                        }
                    }
                }
            }

            const margin = high > low ? 0.04 * (high - low) : 1;
            ranges.set(key, low <= high ? [low - margin, high + margin] : undefined);
        }

        return ranges.get(key);
    }

    /** One event in words. */
    function describe(one, isForPlot = false) {
        const name = channels[one.channel]?.name ?? "";
        const kind = one.type === "rejected" ? `rejected candidate (${one.reason})` : (LOOK[one.type]?.name ?? one.type);
        const level = Number.isFinite(one.snr) ? `, ${one.snr.toFixed(1)} dB over the noise` : "";
        return `${kind} on ${isForPlot ? plain(name) : name} at ${one.onset.toFixed(3)} s, ${Math.round(one.duration * 1000)} ms${level}`;
    }

    function say(text) {
        status.textContent = text;
    }

    function schedule() {
        if (!isPending) {
            isPending = true;
            requestAnimationFrame(() => {
                isPending = false;
                redraw();
            });
        }
    }

    function redraw() {
        if (plot === null) {
            return;
        }

        const { traces, layout, coarsest } = drawing();
        hint.textContent = coarsest > 0 ? `A box is the range within ${coarsest.toPrecision(2)} s: of a long recording every sample is kept around events only.` : "";
        isDrawing = true;
        Plotly.react(plot, traces, layout, { displayModeBar: false, scrollZoom: true, doubleClick: false, responsive: false });
        isDrawing = false;
        drawStrip();
        host.dataset.from = view.from.toFixed(4);
        host.dataset.to = view.to.toFixed(4);
    }

    /** Shows a stretch of time. */
    function show(from, to) {
        const length = clamp(to - from, SHORTEST, duration());
        const start = clamp((from + to - length) / 2, 0, duration() - length);
        view.from = start;
        view.to = start + length;
        schedule();
    }

    function pan(share) {
        const step = share * (view.to - view.from);
        show(view.from + step, view.to + step);
    }

    function zoom(factor) {
        const middle = current !== null && current.onset >= view.from && current.onset <= view.to ? current.onset : (view.from + view.to) / 2;
        show(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
    }

    /** Goes to an event or a candidate and marks it. */
    function select(one, isKept = false) {
        current = one;
        if (one !== null) {
            shown.add(one.channel);
            // Around an event of a long recording every sample is kept for 0.3 s before and 0.4 s behind it.
            const most = channels[one.channel].details.length > 0 ? one.duration + 0.6 : Math.max(1.5, 3 * one.duration);
            const length = clamp(view.to - view.from, SHORTEST, most);
            if (!isKept) {
                const middle = one.onset + one.duration / 2;
                show(middle - length / 2, middle + length / 2);
            }

            say(describe(one) + MyoclonusViewer.verdictOf(one));
            syncChannels();
        }

        markRow(one);
        schedule();
        listeners.forEach(listener => listener(one));
    }

    function markRow(one) {
        document.querySelectorAll("tr[aria-current]").forEach(row => row.removeAttribute("aria-current"));
        if (one !== null) {
            const row = document.getElementById(one.type === "rejected" ? `rejected-${one.number}` : `event-${one.number}`);
            row?.setAttribute("aria-current", "true");
        }
    }

    /** Goes to the next or the event before, in the order in use. */
    function step(by) {
        const list = MyoclonusViewer.order();
        if (list.length === 0) {
            return;
        }

        let at = current === null ? -1 : list.indexOf(current);
        if (at < 0) {
            const from = current?.onset ?? view.from;
            at = list.findIndex(one => one.onset >= from) - (by > 0 ? 1 : 0);
        }

        select(list[(at + by + list.length) % list.length]);
        const box = host.getBoundingClientRect();
        if (box.bottom < innerHeight / 2 || box.top > innerHeight / 2) {
            scrollToView();
        }
    }

    function scrollToView() {
        host.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }

    /** Lets the next stretch that is drawn over the signals be told to whoever asked. */
    function mark(tell) {
        endMarking();
        const cover = make("div", { class: "viewer-cover" });
        const box = make("div", { class: "viewer-box" });
        const { l: left, r: right } = plot.layout.margin;
        cover.style.left = `${left}px`;
        cover.style.right = `${right}px`;
        cover.append(box);
        plot.parentElement.append(cover);
        let first = null;
        const place = event => {
            const area = cover.getBoundingClientRect();
            return clamp((event.clientX - area.left) / area.width, 0, 1);
        };
        const draw = last => {
            box.style.left = `${100 * Math.min(first, last)}%`;
            box.style.width = `${100 * Math.abs(last - first)}%`;
        };
        cover.addEventListener("pointerdown", event => {
            first = place(event);
            cover.setPointerCapture(event.pointerId);
            draw(first);
        });
        cover.addEventListener("pointermove", event => first !== null && draw(place(event)));
        cover.addEventListener("pointerup", event => {
            const last = place(event);
            const time = share => view.from + share * (view.to - view.from);
            const [from, to] = [time(Math.min(first, last)), time(Math.max(first, last))];
            endMarking();
            if (to > from) {
                tell(from, to);
            }
        });
        marking = cover;
        say("Draw over the signals from the onset to the end; Escape leaves it.");
    }

    function endMarking() {
        marking?.remove();
        marking = null;
    }

    /** The largest value of a channel's filtered signal between two times, as far as the page holds it. */
    function peak(channel, from, to) {
        const number = channels[channel].lines.findIndex(line => line.kind === "filtered");
        const best = { time: NaN, size: NaN };
        if (number >= 0) {
            const { x, y } = channels[channel].draw(number, from, to, 5000);
            y.forEach((value, i) => {
                if (value !== null && x[i] >= from && x[i] <= to && !(Math.abs(value) <= best.size)) {
                    [best.time, best.size] = [x[i], Math.abs(value)];
                }
            });
        }

        return best;
    }

    function syncChannels() {
        host.querySelectorAll("input[data-channel]").forEach(box => {
            box.checked = shown.has(Number(box.dataset.channel));
        });
    }

    function onKey(event) {
        const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
        if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }

        const isInside = host.contains(event.target);
        const keys = {
            ArrowLeft: isInside ? () => pan(-0.2) : null,
            ArrowRight: isInside ? () => pan(0.2) : null,
            Home: isInside ? () => show(0, view.to - view.from) : null,
            End: isInside ? () => show(duration() - (view.to - view.from), duration()) : null,
            "+": () => zoom(0.5),
            "=": () => zoom(0.5),
            "-": () => zoom(2),
            0: () => show(0, duration()),
            j: () => step(1),
            k: () => step(-1),
            Escape: marking === null ? null : endMarking,
        };
        const act = keys[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    }

    function drawStrip() {
        const width = strip.clientWidth || 600;
        const scale = width / duration();
        const colours = palette();
        const context = strip.getContext("2d");
        const ratio = devicePixelRatio || 1;
        strip.width = Math.round(width * ratio);
        strip.height = Math.round(36 * ratio);
        context.scale(ratio, ratio);
        context.fillStyle = colours.grid;
        context.fillRect(0, 30, width, 1);
        for (const one of events) {
            const look = lookOf(typeOf(one), colours);
            context.fillStyle = look.colour;
            context.globalAlpha = 0.6;
            const lane = one.type === "jerk" ? 8 : 18;
            context.fillRect(one.onset * scale, lane, Math.max(1, one.duration * scale), 12);
        }

        context.globalAlpha = 1;
        context.strokeStyle = colours.text;
        context.lineWidth = 2;
        context.strokeRect(view.from * scale + 1, 1, Math.max(4, (view.to - view.from) * scale - 2), 34);
    }

    function onStrip(event) {
        if (event.buttons !== 1 && event.type !== "pointerdown") {
            return;
        }

        const box = strip.getBoundingClientRect();
        const middle = clamp((event.clientX - box.left) / box.width, 0, 1) * duration();
        const length = view.to - view.from;
        show(middle - length / 2, middle + length / 2);
    }

    function toggles() {
        const layerBoxes = LAYERS.map(layer => make("label", {}, make("input", {
            type: "checkbox", checked: layers.has(layer.key), "data-layer": layer.key,
            onchange: event => {
                event.target.checked ? layers.add(layer.key) : layers.delete(layer.key);
                schedule();
            },
        }), ` ${layer.label}`));
        const scale = make("label", {}, make("input", {
            type: "checkbox", "data-scale": "fixed",
            onchange: event => {
                isFixedScale = event.target.checked;
                schedule();
            },
        }), " one scale for the whole recording");
        const channelBoxes = channels.map((channel, i) => make("label", { title: channel.name }, make("input", {
            type: "checkbox", checked: shown.has(i), "data-channel": String(i),
            onchange: event => {
                event.target.checked ? shown.add(i) : shown.delete(i);
                schedule();
            },
        }), " ", make("bdi", { class: "name" }, channel.name)));
        return [
            make("fieldset", { class: "viewer-layers" }, make("legend", {}, "Show"), ...layerBoxes, scale),
            make("fieldset", { class: "viewer-channels" }, make("legend", {}, "Channels"), ...channelBoxes),
        ];
    }

    function build() {
        const button = (label, title, act) => make("button", { type: "button", title, "aria-label": title, onclick: act }, label);
        plot = make("div", { class: "viewer-plot" });
        strip = make("canvas", { class: "viewer-strip", height: "36", "aria-hidden": "true", onpointerdown: onStrip, onpointermove: onStrip });
        status = make("p", { class: "viewer-status", role: "status", "aria-live": "polite" });
        const bar = make("div", { class: "viewer-bar", role: "group", "aria-label": "Moving through the recording" },
            button("◀", "Back", () => pan(-0.5)),
            button("▶", "Forward", () => pan(0.5)),
            button("+", "Zoom in", () => zoom(0.5)),
            button("−", "Zoom out", () => zoom(2)),
            button("Whole", "The whole recording", () => show(0, duration())),
            button("Previous event", "Previous event", () => step(-1)),
            button("Next event", "Next event", () => step(1)));
        hint = make("p", { class: "viewer-hint" });
        const marks = make("p", { class: "viewer-marks" }, "Marks: ▼ jerk, ■ contraction, △ negative jerk, × rejected candidate, ☒ rejected in the review. A shaded span lasts from onset to offset.");
        const keys = make("details", {}, make("summary", {}, "Keys"), make("ul", {},
            ...["j, k: next and previous event", "+, −: zoom in and out", "0: the whole recording", "← and →, Home and End, with the view in focus: move", "a, r, u: accept, reject, undecide the event (see Review)", "m: draw a stretch for an event of your own, or for the edges of the chosen one"].map(text => make("li", {}, text))));
        host.append(bar, strip, status, make("div", { class: "viewer-scroll", tabindex: "0", role: "group", "aria-label": "Signals" }, plot), hint, marks, ...toggles(), keys);
        host.hidden = false;
        const every = data.event_stride > 1 ? ` of ${data.event_count}, spread evenly: the page would be too large with all` : "";
        say(`${events.length} events${every}; ${channels.length === 1 ? "one channel" : `${channels.length} channels`}.`);
    }

    /** Lets rows of a table go to their event, by mouse and by keyboard; adds those that the page left out. */
    function connect(tableId, list, key) {
        const element = document.getElementById(tableId);
        if (element === null) {
            return;
        }

        const byNumber = new Map(list.map(one => [String(one.number), one]));
        element.addEventListener("click", event => {
            const row = event.target.closest("tr");
            const one = row === null ? undefined : byNumber.get(row.dataset[key]);
            if (one !== undefined && event.target.closest("a, input, button:not(.go)") === null) {
                select(one);
                scrollToView();
            }
        });
        for (const row of element.querySelectorAll(`tr[data-${key}]`)) {
            addGo(row);
        }
    }

    function addGo(row) {
        const cell = row.cells[0];
        if (cell !== undefined && cell.querySelector("button") === null) {
            const go = make("button", { type: "button", class: "go", title: "Show in the signals" });
            go.append(...cell.childNodes);
            cell.append(go);
        }
    }

    function start() {
        if (data === null || host === null) {
            return;
        }

        connect("events", events, "event");
        connect("rejected", candidates, "rejected");
        if (channels.every(channel => channel.lines.length === 0)) {
            return;
        }

        build();
        view.to = Math.min(duration(), Math.max(10, duration() / 1000));
        const first = events[0];
        if (first !== undefined && first.onset > view.to) {
            view.from = clamp(first.onset - 1, 0, duration() - view.to);
            view.to += view.from;
        }

        redraw();
        plot.on("plotly_relayout", change => {
            if (!isDrawing && change["xaxis.range[0]"] !== undefined) {
                show(change["xaxis.range[0]"], change["xaxis.range[1]"]);
            }
        });
        plot.on("plotly_click", click => {
            const point = click.points[0];
            const near = [...visible(events), ...visible(candidates)].find(one => one.onset <= point.x && point.x <= one.onset + one.duration);
            if (near !== undefined) {
                select(near, true);
            }
        });
        document.addEventListener("keydown", onKey);
        new ResizeObserver(schedule).observe(plot);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", schedule);
        document.documentElement.dataset.viewer = "ready";
    }

    return {
        start, data, channels, table, events, candidates, make, describe, select, step, show, mark, peak, redraw: schedule,
        current: () => current,
        onSelect: listener => listeners.push(listener),
        /** The events in the order in which next and previous go; the review may set another. */
        order: () => events,
        /** What is added to the description of an event in the line below the signals; the review tells the decision. */
        verdictOf: () => "",
        /** Whether the review has rejected an event. */
        isDismissed: () => false,
        say: text => status !== null && say(text),
    };
})();

MyoclonusViewer.start();

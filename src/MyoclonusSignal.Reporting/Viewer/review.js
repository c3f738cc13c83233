"use strict";

/**
 * Accepting, rejecting, moving and adding events, with notes: counted at once, kept in the page, in the browser where that is allowed,
 * and in a file that other programs read: the table of events with three more columns.
 */
const MyoclonusReview = (() => {
    const panel = document.getElementById("review-panel");
    const { data, events, candidates, channels, table, make, describe } = MyoclonusViewer;
    const OWN_COLUMNS = ["review", "review_note", "detected_onset", "detected_duration"];
    const DECISIONS = ["", "accepted", "rejected", "added"];
    const columns = [...table.columns.filter(column => !OWN_COLUMNS.includes(column)), ...OWN_COLUMNS];

    // A person sees no edge to less than a millisecond, and a table has four decimals.
    const SAME = 0.6e-4;

    const states = new Map();
    const storageKey = data === null ? "" : `myoclonus-review ${data.sha256} ${data.review_id ?? ""}`;
    const fields = {};
    let isChanged = false;
    let byWorst = false;
    let onlyOpen = false;
    let worst = null;
    let madeCount = 0;
    let counted = [];

    // An event and a candidate, and a jerk and a silent period, may begin together: what it is tells them apart.
    const keyOf = one => `${(one.detected ?? one.onset).toFixed(4)}|${channels[one.channel]?.name ?? ""}|${one.kind}`;
    const byKey = new Map();
    for (const one of [...events, ...candidates]) {
        one.found = { onset: one.onset, duration: one.duration, type: one.type };
        if (one.row !== undefined && one.row.review !== "added") {
            one.found.onset = one.detected;
            one.found.duration = MyoclonusSignals.number(one.row.detected_duration, one.duration);
            one.found.type = one.type === "negative_jerk" ? one.type : kindOf(one, one.found.duration);
        }

        one.kind = one.row?.review === "added" ? "added" : one.found.type === "rejected" || one.found.type === "negative_jerk" ? one.found.type : "burst";
        byKey.set(keyOf(one), one);
    }

    const verdictOf = one => states.get(one)?.verdict ?? "";
    const noteOf = one => states.get(one)?.note ?? "";
    const isMoved = one => Math.abs(one.onset - one.found.onset) > SAME || Math.abs(one.duration - one.found.duration) > SAME;
    const isOwn = one => one.row === undefined && one.type !== "rejected";

    /** What the page itself says was decided on an event, before anything is decided here. */
    const statedOf = one => {
        const [verdict, note] = [one.row?.review, one.row?.review_note].map(cell => (cell === undefined || cell === "n/a" ? "" : cell));
        return { verdict, note, onset: one.row === undefined ? one.onset : Number(one.row.onset), duration: one.row === undefined ? one.duration : Number(one.row.duration) };
    };

    /** What the analysis had not counted counts where it was added, here or in an earlier review; the rest unless it was rejected. */
    const isExtra = one => one.type === "rejected" || one.row?.review === "added" || isOwn(one);
    const isCounted = one => (isExtra(one) ? verdictOf(one) === "added" : verdictOf(one) !== "rejected");

    /** The kind of an event of that length on a channel; what a person marks is a silent period only where the detector found one. */
    function kindOf(one, duration) {
        if (one.type === "negative_jerk") {
            return one.type;
        }

        return duration > (channels[one.channel].kind === "acc" ? data.acc_jerk_limit_s : data.emg_jerk_limit_s) ? "contraction" : "jerk";
    }

    /** Those to look at first: lowest over the noise, least certain onset, longest, shortest. */
    function worstFirst() {
        if (worst === null) {
            const rank = new Map(events.map(one => [one, Infinity]));
            const uncertainty = one => (Number.isFinite(Number(one.row?.onset_uncertainty)) ? Number(one.row.onset_uncertainty) : 0);
            const level = one => (Number.isFinite(one.snr) ? one.snr : 0);
            for (const measure of [level, one => -uncertainty(one), one => -one.duration, one => one.duration]) {
                [...events].sort((a, b) => measure(a) - measure(b) || a.onset - b.onset).forEach((one, place) => {
                    rank.set(one, Math.min(rank.get(one), place));
                });
            }

            worst = [...events].sort((a, b) => rank.get(a) - rank.get(b) || a.onset - b.onset);
        }

        return worst;
    }

    MyoclonusViewer.order = () => {
        const list = byWorst ? worstFirst() : events;
        const current = MyoclonusViewer.current();
        return onlyOpen ? list.filter(one => verdictOf(one) === "" || one === current) : list;
    };

    MyoclonusViewer.verdictOf = one => `: ${wordOf(one)}${noteOf(one) === "" ? "" : ` (${noteOf(one)})`}. ${fields.progress?.textContent ?? ""}`;
    MyoclonusViewer.isDismissed = one => one.type !== "rejected" && !isCounted(one);

    /** Takes over what one entry says of an event: its decision, its note, its edges. */
    function take(one, verdict, note, onset, duration) {
        if (Number.isFinite(onset) && Number.isFinite(duration) && duration > 0 && one.type !== "rejected") {
            one.onset = onset;
            one.duration = duration;
            one.type = kindOf(one, duration);
        }

        if (verdict === "" && note === "") {
            states.delete(one);
        } else {
            states.set(one, { verdict, note });
        }
    }

    /** Makes an event that the analysis had not found. */
    function own(channel, onset, duration, note = "", isNegative = false) {
        const one = { number: `own-${madeCount++}`, channel, onset, duration, detected: onset, snr: NaN, type: isNegative ? "negative_jerk" : "jerk", kind: "added", found: { onset, duration } };
        one.type = kindOf(one, duration);
        measure(one);
        const at = events.findIndex(other => other.onset > onset);
        events.splice(at < 0 ? events.length : at, 0, one);
        byKey.set(keyOf(one), one);
        states.set(one, { verdict: "added", note });
        worst = null;
        return one;
    }

    /** Takes the largest value within the edges. */
    function measure(one) {
        const top = MyoclonusViewer.peak(one.channel, one.onset, one.onset + one.duration);
        [one.peakTime, one.peakAmplitude] = [top.time, top.size];
    }

    /** An event that counts and lies on a stretch of a channel, other than one that is left out; undefined where none does. */
    function lyingOn(channel, from, to, isNegative, except) {
        return [...events, ...candidates].find(one => one !== except && one.channel === channel && isCounted(one) && (one.type === "negative_jerk") === isNegative
            && one.onset < to - SAME && one.onset + one.duration > from + SAME);
    }

    function forget(one) {
        events.splice(events.indexOf(one), 1);
        byKey.delete(keyOf(one));
        states.delete(one);
        worst = null;
    }

    function load() {
        try {
            const text = localStorage.getItem(storageKey);
            for (const entry of text === null ? [] : JSON.parse(text)) {
                const { key, verdict, note, channel, onset, duration, isNegative } = entry;
                if (!DECISIONS.includes(verdict) || typeof note !== "string") {
                    continue;
                }

                const place = channels.findIndex(each => each.name === channel);
                if (byKey.has(key)) {
                    take(byKey.get(key), verdict, note, onset, duration);
                } else if (verdict === "added" && place >= 0 && Number.isFinite(onset) && duration > 0) {
                    own(place, onset, duration, note, isNegative === true);
                }
            }
        } catch {
            // Not every browser keeps anything for a page that is a file; the export does.
        }
    }

    /** Keeps what differs from what the page itself says. */
    function keep() {
        try {
            const differing = [...events, ...candidates].filter(one => {
                const stated = statedOf(one);
                return isOwn(one) || verdictOf(one) !== stated.verdict || noteOf(one) !== stated.note || Math.abs(one.onset - stated.onset) > SAME || Math.abs(one.duration - stated.duration) > SAME;
            });
            localStorage.setItem(storageKey, JSON.stringify(differing.map(one => ({
                key: keyOf(one), verdict: verdictOf(one), note: noteOf(one), channel: channels[one.channel].name, onset: one.onset, duration: one.duration, isNegative: one.type === "negative_jerk",
            }))));
        } catch {
            // As above.
        }
    }

    function decide(one, verdict) {
        if (one === null) {
            fields.message.textContent = "Choose an event first: click its row, or press j.";
            return;
        }

        if (isOwn(one)) {
            if (verdict === null || verdict === "rejected") {
                forget(one);
                MyoclonusViewer.select(null);
                changed(null);
            }

            return;
        }

        if (verdict === null && isMoved(one)) {
            take(one, "", noteOf(one), one.found.onset, one.found.duration);
            sort();
        }

        // Of what the analysis had not counted there is nothing to reject: it is no more.
        take(one, verdict === null || (verdict === "rejected" && isExtra(one)) ? "" : verdict, noteOf(one));
        changed(one);
    }

    function sort() {
        events.sort((a, b) => a.onset - b.onset);
        worst = null;
    }

    function annotate(text) {
        const one = MyoclonusViewer.current();
        if (one !== null) {
            take(one, verdictOf(one), text.replace(/\s+/g, " ").trim());
            changed(one);
        }
    }

    /** Moves the edges of the chosen event to the stretch in the fields; it counts as accepted then. */
    function move() {
        const one = MyoclonusViewer.current();
        const stretch = chosenStretch();
        if (one === null || one.type === "rejected") {
            fields.message.textContent = "Choose an event first: click its row, or press j.";
        } else if (stretch !== null && isFree(one.channel, stretch, one.type === "negative_jerk", one)) {
            byKey.delete(keyOf(one));
            take(one, isExtra(one) ? "added" : "accepted", noteOf(one), stretch.from, stretch.to - stretch.from);
            if (isExtra(one)) {
                one.detected = one.onset;
                measure(one);
            }

            byKey.set(keyOf(one), one);
            sort();
            changed(one);
        }
    }

    function add() {
        const stretch = chosenStretch();
        const channel = Number(fields.channel.value);
        if (stretch !== null && isFree(channel, stretch, false)) {
            const one = own(channel, stretch.from, stretch.to - stretch.from);
            MyoclonusViewer.select(one, true);
            changed(one);
        }
    }

    /** Whether no event that counts lies on a stretch; says which one does. */
    function isFree(channel, stretch, isNegative, except) {
        const other = lyingOn(channel, stretch.from, stretch.to, isNegative, except);
        if (other !== undefined) {
            fields.message.textContent = `There is one already: ${describe(other)}. Move its edges, or reject it first.`;
        }

        return other === undefined;
    }

    function chosenStretch() {
        const [from, to] = [fields.from.valueAsNumber, fields.to.valueAsNumber];
        if (!(from >= 0 && to > from && to <= data.duration_s)) {
            fields.message.textContent = `Expected an onset and a later end between 0 and ${data.duration_s} s.`;
            return null;
        }

        return { from: Math.round(from * 1e4) / 1e4, to: Math.round(to * 1e4) / 1e4 };
    }

    function mark() {
        if (document.querySelector("#viewer .viewer-plot") === null) {
            fields.message.textContent = "The signals are not in this page: write the onset and the end.";
            return;
        }

        MyoclonusViewer.mark((from, to) => {
            fields.from.value = from.toFixed(4);
            fields.to.value = to.toFixed(4);
            fields.message.textContent = `From ${from.toFixed(3)} to ${to.toFixed(3)} s: add it as an event, or move the edges of the chosen one there.`;
            fields.add.focus();
        });
    }

    function changed(one) {
        isChanged = true;
        keep();
        refresh();
        if (one !== null) {
            markRow(one);
            MyoclonusViewer.say(describe(one) + MyoclonusViewer.verdictOf(one));
        }

        MyoclonusViewer.redraw();
    }

    function wordOf(one) {
        const verdict = verdictOf(one);
        return (verdict === "" ? "not reviewed" : verdict) + (isMoved(one) ? ", edges moved" : "");
    }

    function markRow(one) {
        const row = document.getElementById(one.type === "rejected" ? `rejected-${one.number}` : `event-${one.number}`);
        if (row !== null) {
            row.dataset.review = verdictOf(one);
            const mark = row.querySelector(".review-mark") ?? row.cells[0].appendChild(make("span", { class: "review-mark" }));
            mark.textContent = verdictOf(one) === "" && !isMoved(one) ? "" : ` ${wordOf(one)}`;
        }
    }

    /** How many of a kind count on each channel, of those that the page lists. */
    function countNow() {
        const now = channels.map(() => ({ jerk: 0, contraction: 0, negative_jerk: 0, rejected: 0, added: 0 }));
        for (const one of [...events, ...candidates]) {
            const count = now[one.channel];
            if (count === undefined) {
                continue;
            }

            const type = one.type === "rejected" ? kindOf(one, one.duration) : one.type;
            if (isCounted(one) && count[type] !== undefined) {
                count[type]++;
            }

            count.added += verdictOf(one) === "added" ? 1 : 0;
            count.rejected += !isExtra(one) && verdictOf(one) === "rejected" ? 1 : 0;
        }

        return now;
    }

    function refreshCounts() {
        const now = countNow();
        channels.forEach((channel, i) => {
            const jerks = channel.jerkCount === null ? null : channel.jerkCount + now[i].jerk - counted[i].jerk;
            const rate = jerks !== null && channel.analysed > 0 ? (60 * jerks / channel.analysed).toFixed(2) : "–";
            const [contractions, lapses] = [channel.contractionCount, channel.negativeCount].map((count, at) => {
                const kind = ["contraction", "negative_jerk"][at];
                return count === null ? null : count + now[i][kind] - counted[i][kind];
            });
            [channel.jerkCount, jerks, rate, contractions, lapses, now[i].rejected, now[i].added].forEach((value, at) => {
                fields.counts[i].cells[at + 1].textContent = value === null ? "–" : String(value);
            });
            if (fields.live[i] !== undefined) {
                const isOther = Object.keys(now[i]).some(kind => now[i][kind] !== counted[i][kind]);
                const parts = [[jerks, "jerk"], [contractions, "contraction"], [lapses, "negative jerk"]].filter(([count, what]) => count > 0 || (count === 0 && what === "jerk"));
                const words = parts.map(([count, what]) => `${count} ${what}${count === 1 ? "" : "s"}${what === "jerk" ? `, ${rate} a minute` : ""}`).join("; ");
                fields.live[i].textContent = isOther ? ` By the review on this page: ${words}.` : "";
            }
        });
    }

    function refresh() {
        const one = MyoclonusViewer.current();
        const found = events.filter(each => !isOwn(each));
        const done = found.filter(each => verdictOf(each) !== "").length;
        const added = [...events, ...candidates].filter(each => verdictOf(each) === "added").length;
        fields.progress.textContent = `${done} of ${found.length} events reviewed${added > 0 ? `, ${added} added` : ""}.`;
        fields.bar.max = Math.max(1, found.length);
        fields.bar.value = done;
        fields.current.textContent = one === null ? "No event chosen." : `${describe(one)}: ${wordOf(one)}.`;
        for (const accept of [fields.accept, fields.acceptHere]) {
            accept.textContent = one !== null && isExtra(one) ? "Add as event (a)" : "Accept (a)";
            accept.disabled = one === null || isOwn(one);
        }

        // A note is kept with an event, or with a candidate that was added.

        for (const reject of [fields.reject, fields.rejectHere]) {
            reject.textContent = one !== null && isExtra(one) ? "Remove (r)" : "Reject (r)";
            reject.disabled = one === null || one.type === "rejected";
        }

        fields.move.disabled = one === null || one.type === "rejected";
        fields.note.disabled = one === null || (isExtra(one) && verdictOf(one) !== "added");
        if (document.activeElement !== fields.note) {
            fields.note.value = one === null ? "" : noteOf(one);
        }

        refreshCounts();
    }

    function chosen(one) {
        if (one !== null) {
            fields.from.value = one.onset.toFixed(4);
            fields.to.value = (one.onset + one.duration).toFixed(4);
            fields.channel.value = String(one.channel);
        }

        refresh();
    }

    /** A row of the reviewed table for an event that the analysis had not counted. */
    function addedRow(one) {
        const number = (value, decimals) => (Number.isFinite(value) ? value.toFixed(decimals) : "n/a");
        return {
            trial_type: one.type === "rejected" ? kindOf(one, one.duration) : one.type, channel: channels[one.channel].name, peak_time: number(one.peakTime, 4),
            peak_amplitude: Number.isFinite(one.peakAmplitude) ? String(Number(one.peakAmplitude.toPrecision(6))) : "n/a", snr_db: number(one.snr, 2),
        };
    }

    /** The row of an event as the analysis gave it, with what was decided; what a moved edge makes wrong is left out. */
    function rowOf(one) {
        const row = one.row === undefined || isExtra(one) ? { ...one.row, ...addedRow(one) } : { ...one.row };
        if (isExtra(one) || isMoved(one)) {
            Object.assign(row, { onset: one.onset.toFixed(4), duration: one.duration.toFixed(4), detected_onset: "n/a", detected_duration: "n/a" });
        } else {
            Object.assign(row, { onset: onsetText(one, "onset"), duration: onsetText(one, "duration"), detected_onset: "n/a", detected_duration: "n/a" });
        }

        if (!isExtra(one) && isMoved(one)) {
            row.trial_type = one.type;
            for (const column of ["peak_time", "peak_amplitude", "rms_amplitude", "area", "snr_db", "mean_frequency", "rise_time", "onset_uncertainty", "offset_uncertainty", "burst_class"]) {
                row[column] = "n/a";
            }

            Object.assign(row, { detected_onset: one.found.onset.toFixed(4), detected_duration: one.found.duration.toFixed(4) });
        }

        row.review = verdictOf(one) || "n/a";
        row.review_note = noteOf(one) || "n/a";
        return row;
    }

    /** A time as the table of the page has it, unless it was put back to what the analysis found. */
    function onsetText(one, column) {
        const stated = Number(one.row[column]);
        const now = one[column];
        return Math.abs(stated - now) <= SAME ? one.row[column] : now.toFixed(4);
    }

    /** The reviewed table: the columns of events.tsv as they were, and those of the review. */
    function exportText() {
        // An event that an earlier review added, and this one does not keep, has no row.
        const listed = [...events.filter(one => !isExtra(one)), ...[...events, ...candidates].filter(one => isExtra(one) && verdictOf(one) === "added")];
        listed.sort((a, b) => a.onset - b.onset);
        const lines = listed.map(rowOf).map(row => columns.map(column => MyoclonusSignals.writeCell(String(row[column] ?? "n/a")) || "n/a").join("\t"));
        return [columns.join("\t"), ...lines].join("\n") + "\n";
    }

    function download(name, text, type) {
        const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
        document.body.append(link);
        link.click();
        link.remove();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    function stem() {
        return data.file.replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9._-]+/g, "_") || "recording";
    }

    function exportFile() {
        // What is being written counts, though the field has not been left.
        if (document.activeElement === fields.note) {
            annotate(fields.note.value);
        }

        download(`${stem()}_desc-reviewed_events.tsv`, exportText(), "text/tab-separated-values");
        isChanged = false;
        fields.message.textContent = "The reviewed table was handed to the browser to save. The command in the text above makes numbers, figures and report of it.";
    }

    /** Takes in one row of a reviewed table; gives why it could not, or an empty text. */
    function importRow(row) {
        const verdict = (row.review ?? "") === "n/a" ? "" : row.review ?? "";
        const note = row.review_note === undefined || row.review_note === "n/a" ? "" : row.review_note;
        const [onset, duration] = [MyoclonusSignals.number(row.onset), MyoclonusSignals.number(row.duration)];
        const channel = channels.findIndex(each => each.name === row.channel);
        if (!DECISIONS.includes(verdict)) {
            return `"${row.review}" is no decision`;
        }

        if (channel < 0 || !Number.isFinite(onset)) {
            return "no such channel, or no onset";
        }

        const place = `${MyoclonusSignals.number(row.detected_onset, onset).toFixed(4)}|${row.channel}`;
        if (verdict === "added") {
            const known = byKey.get(`${place}|added`) ?? byKey.get(`${place}|rejected`);
            if (known !== undefined) {
                take(known, "added", note, onset, duration);
                markRow(known);
            } else if (onset >= 0 && duration > 0 && onset + duration <= data.duration_s && lyingOn(channel, onset, onset + duration, row.trial_type === "negative_jerk") === undefined) {
                own(channel, onset, duration, note, row.trial_type === "negative_jerk");
            } else {
                return "it lies outside the recording or on another event";
            }

            return "";
        }

        const [first, second] = row.trial_type === "negative_jerk" ? ["negative_jerk", "burst"] : ["burst", "negative_jerk"];
        const one = byKey.get(`${place}|${first}`) ?? byKey.get(`${place}|${second}`);
        if (one === undefined) {
            return "no event begins then";
        }

        // Where a row says nothing, what was decided here stays.
        if (verdict !== "" || note !== "" || Math.abs(onset - one.found.onset) > SAME || Math.abs(duration - one.found.duration) > SAME) {
            take(one, verdict === "" ? verdictOf(one) : verdict, note === "" ? noteOf(one) : note, onset, duration);
            markRow(one);
        }

        return "";
    }

    /** Takes in a reviewed table; what has no event here is told. */
    function importText(text) {
        const read = MyoclonusSignals.readTable(text.replace(/^\ufeff/, ""));
        if (!["onset", "channel", "review"].every(column => read.columns.includes(column))) {
            return "This is no reviewed table: expected the columns onset, channel and review.";
        }

        const unknown = read.rows.map(row => [row, importRow(row)]).filter(([, why]) => why !== "").map(([row, why]) => `${row.onset} s on ${row.channel} (${why})`);
        const taken = read.rows.filter(row => (row.review ?? "n/a") !== "n/a" || (row.review_note ?? "n/a") !== "n/a").length - unknown.length;
        isChanged = true;
        sort();
        keep();
        refresh();
        MyoclonusViewer.redraw();
        const rest = unknown.length === 0 ? "" : ` ${unknown.length} rows were not: ${unknown.slice(0, 5).join("; ")}${unknown.length > 5 ? "; …" : ""}.`;
        return `${Math.max(0, taken)} decisions and notes taken in.${rest}`;
    }

    function buildCounts() {
        const row = (cells, tag) => make("tr", {}, ...cells.map((cell, i) => make(i === 0 ? "th" : tag, i === 0 ? { scope: tag === "td" ? "row" : "col" } : { class: "number", ...(tag === "th" ? { scope: "col" } : {}) }, cell)));
        fields.counts = channels.map(channel => row([make("bdi", { class: "name" }, channel.name), "", "", "", "", "", "", ""], "td"));
        return make("div", { class: "table", tabindex: "0", role: "group", "aria-label": "Counted by the review" },
            make("table", { class: "review-counts" }, make("caption", {}, "Counted by the review, as it stands"),
                make("thead", {}, row(["channel", "jerks in the report", "jerks now", "a minute", "contractions now", "negative jerks now", "events rejected", "events added"], "th")), make("tbody", {}, ...fields.counts)));
    }

    function buildStretch(button) {
        const time = label => make("input", { type: "number", min: "0", max: String(data.duration_s), step: "0.001", "aria-label": label });
        fields.from = time("Onset in seconds");
        fields.to = time("End in seconds");
        fields.channel = make("select", { "aria-label": "Channel of a new event" }, ...channels.flatMap((channel, i) => (channel.jerkCount === null || channel.analysed <= 0 ? [] : [make("option", { value: String(i) }, channel.name)])));
        fields.move = button("Move the edges of the chosen event here", move);
        fields.add = button("Add as an event of", add);
        return make("div", { class: "viewer-bar review-stretch", role: "group", "aria-label": "Edges and events of your own" },
            make("label", {}, "From ", fields.from), make("label", {}, "to ", fields.to, " s"), button("Draw it (m)", mark), fields.move, fields.add, fields.channel);
    }

    function build() {
        const button = (text, act) => make("button", { type: "button", onclick: act }, text);
        fields.progress = make("p", { role: "status", "aria-live": "polite" });
        fields.bar = make("progress", { "aria-label": "Events reviewed" });
        fields.current = make("p", { class: "review-current" });
        fields.accept = button("Accept (a)", () => decide(MyoclonusViewer.current(), acceptWord()));
        fields.reject = button("Reject (r)", () => decide(MyoclonusViewer.current(), "rejected"));
        fields.note = make("input", { type: "text", id: "review-note", maxlength: "500", onchange: event => annotate(event.target.value) });
        fields.message = make("p", { role: "status", "aria-live": "polite" });
        const order = make("label", {}, make("input", { type: "checkbox", "data-order": "worst", onchange: event => { byWorst = event.target.checked; } }),
            " doubtful ones first (weakest, least certain, longest, shortest)");
        const open = make("label", {}, make("input", { type: "checkbox", "data-order": "open", onchange: event => { onlyOpen = event.target.checked; } }), " only those not reviewed");
        const file = make("input", {
            type: "file", id: "review-import", accept: ".tsv,text/tab-separated-values,text/plain",
            onchange: async event => {
                const chosenFile = event.target.files[0];
                if (chosenFile !== undefined) {
                    fields.message.textContent = importText(await chosenFile.text());
                    event.target.value = "";
                }
            },
        });
        if (data.event_stride > 1) {
            panel.append(make("p", {}, `Of the ${data.event_count} events one in ${data.event_stride} can be reviewed here, and the saved table holds those only; the others count as they are.`));
        }

        panel.append(
            make("div", { class: "review-progress" }, fields.progress, fields.bar),
            fields.current,
            make("div", { class: "viewer-bar", role: "group", "aria-label": "Decision on the event" },
                button("Previous (k)", () => MyoclonusViewer.step(-1)), button("Next (j)", () => MyoclonusViewer.step(1)),
                fields.accept, fields.reject, button("Undecide (u)", () => decide(MyoclonusViewer.current(), null))),
            make("p", {}, make("label", { for: "review-note" }, "Note "), fields.note),
            buildStretch(button),
            buildCounts(),
            make("p", { class: "review-order" }, order, open),
            make("p", { class: "review-files" }, button("Save the reviewed table (TSV)", exportFile), make("label", { for: "review-import" }, " Read one back "), file),
            fields.message);
        panel.hidden = false;
        fields.acceptHere = button("Accept (a)", () => decide(MyoclonusViewer.current(), acceptWord()));
        fields.rejectHere = button("Reject (r)", () => decide(MyoclonusViewer.current(), "rejected"));
        document.querySelector("#viewer .viewer-bar")?.append(fields.acceptHere, fields.rejectHere);
        fields.live = [...document.querySelectorAll(".verdicts > li")].slice(0, channels.length).map(item => item.appendChild(make("span", { class: "review-live", role: "status" })));
    }

    function acceptWord() {
        const one = MyoclonusViewer.current();
        return one !== null && isExtra(one) ? "added" : "accepted";
    }

    function onKey(event) {
        const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
        if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }

        const one = MyoclonusViewer.current();
        const act = {
            a: one === null ? null : () => decide(one, acceptWord()),
            r: one === null || one.type === "rejected" ? null : () => decide(one, "rejected"),
            u: one === null ? null : () => decide(one, null),
            m: document.querySelector("#viewer .viewer-plot") === null ? null : mark,
        }[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    }

    function start() {
        if (panel === null || data === null) {
            return;
        }

        build();
        for (const one of events) {
            const { verdict, note } = statedOf(one);
            take(one, verdict, note);
        }

        counted = countNow();
        load();
        states.forEach((_, one) => markRow(one));
        events.sort((a, b) => a.onset - b.onset);
        refresh();
        MyoclonusViewer.redraw();
        MyoclonusViewer.onSelect(chosen);
        document.addEventListener("keydown", onKey);
        addEventListener("beforeunload", event => {
            if (isChanged) {
                event.preventDefault();
            }
        });
    }

    return { start, exportText, importText, download, stem };
})();

MyoclonusReview.start();

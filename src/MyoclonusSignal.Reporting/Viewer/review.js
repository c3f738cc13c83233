"use strict";

/**
 * Accepting and rejecting events one by one, with notes: kept in the page, in the browser where that is allowed, and in a file
 * that other programs read: the table of events with two more columns.
 */
const MyoclonusReview = (() => {
    const panel = document.getElementById("review-panel");
    const { data, events, candidates, channels, table, make, describe } = MyoclonusViewer;
    const verdicts = new Map();
    const storageKey = data === null ? "" : `myoclonus-review ${data.sha256}`;
    const fields = {};
    let isChanged = false;
    let byWorst = false;
    let onlyOpen = false;
    let worst = null;

    const all = [...events, ...candidates];
    const keyOf = one => `${one.onset.toFixed(4)}|${channels[one.channel]?.name ?? ""}`;
    const byKey = new Map(all.map(one => [keyOf(one), one]));

    /** Those to look at first: lowest over the noise, least certain onset, longest, shortest. */
    function worstFirst() {
        if (worst === null) {
            const rank = new Map(events.map(one => [one, Infinity]));
            const uncertainty = one => (one.row.onset_uncertainty === "n/a" ? 0 : Number(one.row.onset_uncertainty));
            for (const measure of [one => one.snr, one => -uncertainty(one), one => -one.duration, one => one.duration]) {
                [...events].sort((a, b) => measure(a) - measure(b) || a.number - b.number).forEach((one, place) => {
                    rank.set(one, Math.min(rank.get(one), place));
                });
            }

            worst = [...events].sort((a, b) => rank.get(a) - rank.get(b) || a.number - b.number);
        }

        return worst;
    }

    MyoclonusViewer.order = () => {
        const list = byWorst ? worstFirst() : events;
        const current = MyoclonusViewer.current();
        return onlyOpen ? list.filter(one => (verdicts.get(one)?.verdict ?? "") === "" || one === current) : list;
    };

    MyoclonusViewer.verdictOf = one => `: ${wordOf(one)}${noteOf(one)}. ${fields.progress?.textContent ?? ""}`;

    function load() {
        try {
            const text = localStorage.getItem(storageKey);
            for (const [key, verdict, note] of text === null ? [] : JSON.parse(text)) {
                const one = byKey.get(key);
                if (one !== undefined && typeof verdict === "string" && typeof note === "string") {
                    verdicts.set(one, { verdict, note });
                }
            }
        } catch {
            // Not every browser keeps anything for a page that is a file; the export does.
        }
    }

    function keep() {
        try {
            localStorage.setItem(storageKey, JSON.stringify([...verdicts].map(([one, state]) => [keyOf(one), state.verdict, state.note])));
        } catch {
            // As above.
        }
    }

    function decide(one, verdict) {
        if (one === null) {
            fields.message.textContent = "Choose an event first: click its row, or press j.";
            return;
        }

        const note = verdicts.get(one)?.note ?? "";
        if (verdict === null && note === "") {
            verdicts.delete(one);
        } else {
            verdicts.set(one, { verdict: verdict ?? "", note });
        }

        changed(one);
    }

    function annotate(text) {
        const one = MyoclonusViewer.current();
        if (one === null) {
            return;
        }

        const note = text.replace(/\s+/g, " ").trim();
        const verdict = verdicts.get(one)?.verdict ?? "";
        if (verdict === "" && note === "") {
            verdicts.delete(one);
        } else {
            verdicts.set(one, { verdict, note });
        }

        changed(one);
    }

    function changed(one) {
        isChanged = true;
        keep();
        markRow(one);
        refresh();
        MyoclonusViewer.say(describe(one) + MyoclonusViewer.verdictOf(one));
    }

    function wordOf(one) {
        const verdict = verdicts.get(one)?.verdict ?? "";
        return verdict === "" ? "not reviewed" : verdict;
    }

    function noteOf(one) {
        const note = verdicts.get(one)?.note ?? "";
        return note === "" ? "" : ` (${note})`;
    }

    function markRow(one) {
        const row = document.getElementById(one.type === "rejected" ? `rejected-${one.number}` : `event-${one.number}`);
        if (row !== null) {
            const verdict = verdicts.get(one)?.verdict ?? "";
            row.dataset.review = verdict;
            const mark = row.querySelector(".review-mark") ?? row.cells[0].appendChild(make("span", { class: "review-mark" }));
            mark.textContent = verdict === "" ? "" : ` ${verdict}`;
        }
    }

    function refresh() {
        const one = MyoclonusViewer.current();
        const done = events.filter(each => (verdicts.get(each)?.verdict ?? "") !== "").length;
        const added = candidates.filter(each => verdicts.get(each)?.verdict === "added").length;
        fields.progress.textContent = `${done} of ${events.length} events reviewed${added > 0 ? `, ${added} candidates added` : ""}.`;
        fields.bar.max = Math.max(1, events.length);
        fields.bar.value = done;
        fields.current.textContent = one === null ? "No event chosen." : `${describe(one)}: ${wordOf(one)}.`;
        for (const accept of [fields.accept, fields.acceptHere]) {
            accept.textContent = one?.type === "rejected" ? "Add as event (a)" : "Accept (a)";
            accept.disabled = one === null;
        }

        for (const reject of [fields.reject, fields.rejectHere]) {
            reject.disabled = one === null || one.type === "rejected";
        }

        fields.note.disabled = one === null;
        if (document.activeElement !== fields.note) {
            fields.note.value = verdicts.get(one)?.note ?? "";
        }
    }

    /** The reviewed table: the columns of events.tsv as they were, and two more. */
    function exportText() {
        const columns = [...table.columns, "review", "review_note"];
        const rows = events.map(one => ({ ...one.row, onset_s: one.onset, review: verdicts.get(one)?.verdict || "n/a", review_note: verdicts.get(one)?.note || "n/a" }));
        for (const one of candidates) {
            const state = verdicts.get(one);
            if (state?.verdict === "added") {
                const limit = channels[one.channel].kind === "acc" ? data.acc_jerk_limit_s : data.emg_jerk_limit_s;
                rows.push({
                    onset: one.onset.toFixed(4), onset_s: one.onset, duration: one.duration.toFixed(4), trial_type: one.duration > limit ? "contraction" : "jerk",
                    channel: channels[one.channel].name, peak_time: one.peakTime.toFixed(4), peak_amplitude: String(one.peakAmplitude),
                    snr_db: one.snr.toFixed(2), review: "added", review_note: state.note || "n/a",
                });
            }
        }

        rows.sort((a, b) => a.onset_s - b.onset_s);
        const lines = rows.map(row => columns.map(column => MyoclonusSignals.writeCell(String(row[column] ?? "n/a")) || "n/a").join("\t"));
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
        download(`${stem()}_desc-reviewed_events.tsv`, exportText(), "text/tab-separated-values");
        isChanged = false;
        fields.message.textContent = "The reviewed table was handed to the browser to save.";
    }

    /** Takes in a reviewed table; what has no event here is told. */
    function importText(text) {
        const read = MyoclonusSignals.readTable(text.replace(/^\ufeff/, ""));
        if (!["onset", "channel", "review"].every(column => read.columns.includes(column))) {
            return "This is no reviewed table: expected the columns onset, channel and review.";
        }

        let taken = 0;
        const unknown = [];
        for (const row of read.rows) {
            const verdict = row.review === "n/a" ? "" : row.review;
            const note = row.review_note === undefined || row.review_note === "n/a" ? "" : row.review_note;
            const one = byKey.get(`${Number(row.onset).toFixed(4)}|${row.channel}`);
            const isKnown = one !== undefined && (verdict === "" || (one.type === "rejected" ? verdict === "added" : verdict === "accepted" || verdict === "rejected"));
            if (!isKnown) {
                unknown.push(`${row.onset} s on ${row.channel}`);
            } else if (verdict !== "" || note !== "") {
                verdicts.set(one, { verdict, note });
                markRow(one);
                taken++;
            }
        }

        keep();
        refresh();
        const rest = unknown.length === 0 ? "" : ` ${unknown.length} rows have no event here: ${unknown.slice(0, 5).join("; ")}${unknown.length > 5 ? "; …" : ""}.`;
        return `${taken} decisions and notes taken in.${rest}`;
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
                const chosen = event.target.files[0];
                if (chosen !== undefined) {
                    fields.message.textContent = importText(await chosen.text());
                    event.target.value = "";
                }
            },
        });
        if (data.event_stride > 1) {
            panel.append(make("p", {}, `Of the ${data.event_count} events every ${data.event_stride}th can be reviewed here, and the saved table holds those only; events.tsv has all.`));
        }

        panel.append(
            make("div", { class: "review-progress" }, fields.progress, fields.bar),
            fields.current,
            make("div", { class: "viewer-bar", role: "group", "aria-label": "Decision on the event" },
                button("Previous (k)", () => MyoclonusViewer.step(-1)), button("Next (j)", () => MyoclonusViewer.step(1)),
                fields.accept, fields.reject, button("Undecide (u)", () => decide(MyoclonusViewer.current(), null))),
            make("p", {}, make("label", { for: "review-note" }, "Note "), fields.note),
            make("p", { class: "review-order" }, order, open),
            make("p", { class: "review-files" }, button("Save the reviewed table (TSV)", exportFile), make("label", { for: "review-import" }, " Read one back "), file),
            fields.message);
        panel.hidden = false;
        fields.acceptHere = button("Accept (a)", () => decide(MyoclonusViewer.current(), acceptWord()));
        fields.rejectHere = button("Reject (r)", () => decide(MyoclonusViewer.current(), "rejected"));
        document.querySelector("#viewer .viewer-bar")?.append(fields.acceptHere, fields.rejectHere);
    }

    function acceptWord() {
        return MyoclonusViewer.current()?.type === "rejected" ? "added" : "accepted";
    }

    function onKey(event) {
        const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
        if (isTyping || event.ctrlKey || event.metaKey || event.altKey || MyoclonusViewer.current() === null) {
            return;
        }

        const act = {
            a: () => decide(MyoclonusViewer.current(), acceptWord()),
            r: () => MyoclonusViewer.current().type !== "rejected" && decide(MyoclonusViewer.current(), "rejected"),
            u: () => decide(MyoclonusViewer.current(), null),
        }[event.key];
        if (act) {
            event.preventDefault();
            act();
        }
    }

    function start() {
        if (panel === null || data === null || all.length === 0) {
            return;
        }

        build();
        if (data.reviewed_tsv !== null) {
            fields.message.textContent = importText(data.reviewed_tsv);
        }

        load();
        verdicts.forEach((_, one) => markRow(one));
        refresh();
        MyoclonusViewer.onSelect(refresh);
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

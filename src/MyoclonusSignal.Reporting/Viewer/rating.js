"use strict";

/** The rating of the whole recording, saved as a file. */
(() => {
    const form = document.getElementById("rating-form");
    if (form === null || MyoclonusViewer.data === null) {
        return;
    }

    form.hidden = false;
    form.addEventListener("submit", event => {
        event.preventDefault();
        const entries = new FormData(form);
        const rating = {
            schema_version: 1,
            file: MyoclonusViewer.data.file,
            sha256: MyoclonusViewer.data.sha256,
            rating: entries.get("rating"),
            artefacts: entries.getAll("artefact"),
            note: String(entries.get("note") ?? "").trim(),
        };
        MyoclonusReview.download(`${MyoclonusReview.stem()}_rating.json`, JSON.stringify(rating, null, 2) + "\n", "application/json");
    });
})();

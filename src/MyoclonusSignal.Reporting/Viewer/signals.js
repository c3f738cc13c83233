"use strict";

/**
 * The signals of the page: unpacked, thinned to what a screen can show. A line is a list of pieces without a gap; a piece
 * holds the smallest and the largest value of many bins of equal length, and coarser bins made from them when they are needed.
 */
const MyoclonusSignals = (() => {
    const BLOCK = 256;
    const JOINED = 4;

    /** Bins longer than this, in seconds, hold a stretch of the signal and not its course: they are drawn as boxes. */
    const COARSE = 0.02;

    /**
     * Unpacks blocks of bytes: smallest value, step, and steps of each value.
     * @param {string} text Base64.
     * @param {number} count The number of values.
     * @returns {Float32Array}
     */
    function decode(text, count) {
        const raw = atob(text);
        const bytes = new Uint8Array(raw.length);
        for (let i = 0; i < raw.length; i++) {
            bytes[i] = raw.charCodeAt(i);
        }

        const view = new DataView(bytes.buffer);
        const values = new Float32Array(count);
        let at = 0;
        for (let start = 0; start < count; start += BLOCK) {
            const low = view.getFloat32(at, true);
            const step = view.getFloat32(at + 4, true);
            const end = Math.min(start + BLOCK, count);
            at += 8;
            for (let i = start; i < end; i++) {
                values[i] = low + step * bytes[at++];
            }
        }

        return values;
    }

    class Piece {
        /**
         * @param {object} json The piece as it stands in the page.
         * @param {string} kind What the line shows; of a signal there is a band, of everything else a line through the largest values.
         */
        constructor(json, kind) {
            this.isLine = kind !== "recorded" && kind !== "filtered";
            this.isHeld = kind === "envelope";
            this.start = json.t;
            this.bin = json.d;
            this.count = json.n;
            const low = decode(json.lo, json.n);
            this.levels = [{ bin: json.d, low, high: json.hi === undefined ? low : decode(json.hi, json.n) }];
        }

        get end() {
            return this.start + this.count * this.bin;
        }

        /** Gives the coarsest bins that are no longer than asked for; those of the piece itself where all are. */
        level(longest) {
            let found = this.levels[0];
            for (let i = 0; found.bin * JOINED <= longest; i++) {
                if (i + 1 === this.levels.length) {
                    if (this.levels[i].low.length <= 2) {
                        break;
                    }

                    this.levels.push(join(this.levels[i]));
                }

                found = this.levels[i + 1];
            }

            return found;
        }
    }

    function join(level) {
        const length = Math.ceil(level.low.length / JOINED);
        const low = new Float32Array(length);
        const high = new Float32Array(length);
        for (let i = 0; i < length; i++) {
            let least = Infinity;
            let most = -Infinity;
            const end = Math.min((i + 1) * JOINED, level.low.length);
            for (let j = i * JOINED; j < end; j++) {
                least = Math.min(least, level.low[j]);
                most = Math.max(most, level.high[j]);
            }

            low[i] = least;
            high[i] = most;
        }

        return { bin: level.bin * JOINED, low, high };
    }

    /** Adds what a piece has between two times, in at most two points a column. */
    function addPiece(piece, from, to, column, out) {
        const level = piece.level(column);
        const first = Math.max(0, Math.floor((from - piece.start) / level.bin + 1e-9));
        const end = Math.min(level.low.length, Math.ceil((to - piece.start) / level.bin - 1e-9));
        if (first >= end) {
            return;
        }

        if (out.x.length > 0) {
            const gap = piece.start + first * level.bin - out.end;
            if (gap > 1.5 * Math.max(level.bin, column)) {
                out.x.push(out.end);
                out.y.push(null);
            }
        }

        if (level.bin >= column) {
            // The line reaches to the ends and not to the middle of the outermost bins.
            const left = Math.max(from, piece.start + first * level.bin);
            const right = Math.min(to, piece.start + end * level.bin);
            const low = piece.isLine ? level.high : level.low;
            if (low[first] === level.high[first]) {
                addColumn(out, left, low[first], low[first]);
            }

            const isBoxed = level.bin > COARSE && level.bin >= 3 * column;
            for (let i = first; i < end; i++) {
                if (isBoxed && (piece.isHeld || low[i] !== level.high[i])) {
                    addBox(out, Math.max(left, piece.start + i * level.bin), Math.min(right, piece.start + (i + 1) * level.bin), low[i], level.high[i]);
                    out.coarsest = Math.max(out.coarsest, level.bin);
                    continue;
                }

                addColumn(out, Math.min(Math.max(piece.start + (i + 0.5) * level.bin, left), right), low[i], level.high[i]);
            }

            if (low[end - 1] === level.high[end - 1]) {
                addColumn(out, right, low[end - 1], low[end - 1]);
            }
        } else {
            let i = first;
            while (i < end) {
                const number = Math.floor((piece.start + i * level.bin - from) / column);
                let least = Infinity;
                let most = -Infinity;
                do {
                    least = Math.min(least, level.low[i]);
                    most = Math.max(most, level.high[i]);
                    i++;
                } while (i < end && Math.floor((piece.start + i * level.bin - from) / column) === number);
                addColumn(out, from + (number + 0.5) * column, piece.isLine ? most : least, most);
            }
        }

        out.end = piece.start + end * level.bin;
    }

    /** Two points where a column is more than one value, in the order that keeps the line short. */
    function addColumn(out, time, low, high) {
        if (low === high) {
            out.x.push(time);
            out.y.push(low);
        } else if (out.y.length > 0 && out.y[out.y.length - 1] > (low + high) / 2) {
            out.x.push(time, time);
            out.y.push(high, low);
        } else {
            out.x.push(time, time);
            out.y.push(low, high);
        }
    }

    /** The range of a bin over its whole length. */
    function addBox(out, left, right, low, high) {
        out.x.push(left, left, right, right);
        out.y.push(low, high, high, low);
    }

    class Channel {
        constructor(json) {
            this.name = json.name;
            this.kind = json.kind;
            this.unit = json.unit;
            this.analysed = json.analysed_s;
            this.jerkCount = json.jerk_count;
            this.contractionCount = json.contraction_count;
            this.negativeCount = json.negative_count;
            this.segments = json.segments;
            this.bouts = json.bouts;
            this.lines = json.lines.map(line => ({ kind: line.kind, name: line.name, pieces: line.pieces.map(piece => new Piece(piece, line.kind)) }));
            this.details = json.details.map(detail => ({ start: detail.start, end: detail.end, packed: detail.pieces, pieces: null }));
        }

        /**
         * Gives a line between two times, as it is to be drawn.
         * @param {number} index The line.
         * @param {number} from Seconds.
         * @param {number} to Seconds.
         * @param {number} columns How many points of the screen there are.
         * @returns {{x: number[], y: (number|null)[], coarsest: number}} The longest bin drawn as a box, in seconds, or 0.
         */
        draw(index, from, to, columns) {
            const column = (to - from) / columns;
            const out = { x: [], y: [], end: 0, coarsest: 0 };
            const line = this.lines[index];
            const isCoarse = line.pieces.some(piece => piece.bin > column);
            let at = from;
            if (isCoarse) {
                for (const detail of this.details) {
                    if (detail.end <= at || detail.start >= to) {
                        continue;
                    }

                    this.addWhole(line, at, detail.start, column, out);
                    if (detail.pieces === null) {
                        detail.pieces = detail.packed.map((piece, i) => new Piece(piece, this.lines[i].kind));
                        detail.packed = null;
                    }

                    const piece = detail.pieces[index];
                    addPiece(piece, Math.max(at, detail.start), Math.min(to, detail.end), column, out);
                    at = Math.max(at, detail.end);
                }
            }

            this.addWhole(line, at, to, column, out);
            return out;
        }

        addWhole(line, from, to, column, out) {
            if (from < to) {
                for (const piece of line.pieces) {
                    if (piece.end > from && piece.start < to) {
                        addPiece(piece, from, to, column, out);
                    }
                }
            }
        }
    }

    /** The number in a cell of a table; another one where it is empty or n/a. */
    function number(cell, otherwise = NaN) {
        const text = (cell ?? "").trim();
        return text === "" || text === "n/a" || !Number.isFinite(Number(text)) ? otherwise : Number(text);
    }

    const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
    const escape = /\\([\\tnr]|u[0-9A-Fa-f]{4})/g;
    const letters = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

    /** Gives the text of a cell, which no row breaks at and no spreadsheet runs, as the tables of events have it. */
    function writeCell(text) {
        const isFormula = /^([=+\-@]|'[=+\-@'])/.test(text) && !/^[+\-]?(\d+\.?\d*|\.\d+)([eE][+\-]?\d+)?$/.test(text);
        const doubled = text.replace(/\\(?=[\\tnr\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|u[0-9A-Fa-f]{4})/g, "\\\\");
        return (isFormula ? "'" : "") + doubled.replace(obeyed, letter => letters[letter] ?? "\\u" + letter.charCodeAt(0).toString(16).padStart(4, "0"));
    }

    /** Gives the text that a cell was written from. */
    function readCell(cell) {
        const text = /^'[=+\-@']/.test(cell) ? cell.slice(1) : cell;
        return text.replace(escape, (_, code) => code[0] === "u" ? String.fromCharCode(parseInt(code.slice(1), 16)) : { t: "\t", n: "\n", r: "\r", "\\": "\\" }[code]);
    }

    /** Splits the table of events into records; the columns keep their names. */
    function readTable(text) {
        const lines = text.split(/\r?\n/).filter(line => line !== "");
        const columns = lines.length === 0 ? [] : lines[0].split("\t");
        const rows = lines.slice(1).map(line => {
            const cells = line.split("\t");
            return Object.fromEntries(columns.map((name, i) => [name, readCell(cells[i] ?? "n/a")]));
        });
        return { columns, rows };
    }

    return { number, Channel, decode, readTable, writeCell };
})();

using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Follows the starts of the data records, and says where time is missing between two. Within a stretch without a gap the
/// records follow each other by their stated duration, which is exact, whatever the starts are rounded to.
/// </summary>
internal sealed class RecordClock(string path, double recordSeconds, double halfSampleSeconds, bool isContinuous, List<RecordingWarning> warnings)
{
    private const int MostGapWarnings = 20;

    private double _origin;
    private double _previous;
    private double _segmentStart;
    private double _endSeconds;
    private long _records;
    private long _recordsInSegment;
    private long _gaps;
    private double _missingSeconds;
    private long _untimed;
    private double _largestTolerance;
    private long _ignored;
    private double _firstIgnored;
    private double _largestDrift;

    /// <summary>Gets the time of the first record's start in seconds from the header's start time; zero of the recording's clock.</summary>
    public double OriginSeconds => _origin;

    /// <summary>Gets the start of the record last taken in, in seconds from the first sample.</summary>
    public double RecordSeconds => _segmentStart + ((_recordsInSegment - 1) * recordSeconds);

    /// <summary>
    /// By how much a record may start beside its place without a gap: half a sample, or one of the last decimal of the starts
    /// where their decimals cannot hold the length of a record, as 12.5 ms in whole milliseconds.
    /// </summary>
    public static double Tolerance(double halfSampleSeconds, double recordSeconds, double resolutionSeconds)
    {
        double decimals = recordSeconds / resolutionSeconds;
        bool isRounded = double.IsFinite(resolutionSeconds) && resolutionSeconds > 0 && Math.Abs(decimals - Math.Round(decimals)) > 1e-6;

        // Zeros left out may look like few decimals: at most half a record is taken for rounding.
        return isRounded ? Math.Max(halfSampleSeconds, Math.Min(1.01 * resolutionSeconds, 0.5 * recordSeconds)) : halfSampleSeconds;
    }

    /// <summary>Takes in the next record; tells whether it is the first or time is missing before it.</summary>
    /// <param name="stated">Its start in seconds from the header's start time, or <see langword="null"/> where it is not told.</param>
    /// <param name="resolutionSeconds">The last decimal of the starts so far.</param>
    /// <param name="position">The byte at which the record starts.</param>
    /// <exception cref="RecordingFormatException">A discontinuous file has a record that does not start behind the one before it.</exception>
    public bool Advance(double? stated, double resolutionSeconds, long position)
    {
        double toleranceSeconds = Tolerance(halfSampleSeconds, recordSeconds, resolutionSeconds);
        _largestTolerance = Math.Max(_largestTolerance, toleranceSeconds);
        if (_records++ == 0)
        {
            _origin = stated ?? 0;
            _previous = _origin;
            _recordsInSegment = 1;
            _untimed += stated is null ? 1 : 0;
            return true;
        }

        double expected = _previous + recordSeconds;
        _untimed += stated is null ? 1 : 0;
        double start = stated ?? expected;
        if (isContinuous && start < expected - toleranceSeconds)
        {
            // Records of a continuous file follow each other by definition: some writers repeat one start in all of them.
            _firstIgnored = _ignored++ == 0 ? start : _firstIgnored;
            start = expected;
        }
        else if (!isContinuous && (start < _previous || (start == _previous && recordSeconds > 0)))
        {
            throw new RecordingFormatException(
                path,
                string.Create(CultureInfo.InvariantCulture, $"byte {position} (data record {_records})"),
                string.Create(CultureInfo.InvariantCulture, $"a start behind that of the record before it, {_previous:0.######} s"),
                string.Create(CultureInfo.InvariantCulture, $"{start:0.######} s"),
                "export the recording again: its records are not in order");
        }

        _previous = start;

        // Near its place behind the record before it, whatever the clock has drifted to; or on the grid, where starts are rounded.
        double offGrid = start - _origin - (RecordSeconds + recordSeconds);
        if (Math.Min(Math.Abs(start - expected), Math.Abs(offGrid)) <= toleranceSeconds)
        {
            _recordsInSegment++;
            _largestDrift = Math.Max(_largestDrift, Math.Abs(start - _origin - RecordSeconds));
            return false;
        }

        // Time never runs back: what overlaps is put behind what was before it, as every format that has a time axis needs it.
        double end = RecordSeconds + recordSeconds;
        if (start < expected)
        {
            NoteOverlap(end, start - _origin, expected - start);
        }

        _segmentStart = Math.Max(start - _origin, end);
        _recordsInSegment = 1;
        return true;
    }

    /// <summary>Takes in which parts of the record last taken in were recorded, and says what is missing before each.</summary>
    /// <param name="pieces">The parts.</param>
    /// <param name="samples">The samples of a record in which they are counted; 0 where none are read.</param>
    /// <param name="startsSegment">Whether time is missing before the record.</param>
    public void TakePieces(List<RecordPiece> pieces, int samples, bool startsSegment)
    {
        if (samples == 0)
        {
            TakePiece(RecordSeconds, RecordSeconds + recordSeconds, startsSegment);
            return;
        }

        foreach (RecordPiece piece in pieces)
        {
            TakePiece(RecordSeconds + (recordSeconds * piece.Start / samples), RecordSeconds + (recordSeconds * piece.End / samples), piece.StartsSegment);
        }
    }

    /// <summary>Sums up at the end what could not be said of each record.</summary>
    public void Finish()
    {
        if (_gaps > MostGapWarnings)
        {
            Warn("time-gaps", null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The recording has {_gaps} gaps of together {_missingSeconds:0.###} s; the first {MostGapWarnings} are listed."));
        }

        if (_untimed > 0)
        {
            Warn("record-time-missing", null, null, string.Create(
                CultureInfo.InvariantCulture, $"{_untimed} of {_records} data records do not tell when they start; each was taken to follow the one before it."));
        }

        if (_ignored > 0)
        {
            Warn("record-time-ignored", null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{_ignored} of {_records} data records state a start before the end of the one before them, the first {_firstIgnored:0.######} s; the file is continuous, so each was taken to follow the one before it."));
        }

        if (_largestDrift > Math.Max(0.01, 2 * _largestTolerance))
        {
            Warn("clock-drift", null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The starts of the data records run up to {_largestDrift:0.###} s away from what their duration of {recordSeconds:0.######} s gives; event times are off by as much."));
        }
    }

    /// <summary>What was not recorded at the end of the record before, or at the start of this one, is part of the gap.</summary>
    private void TakePiece(double startSeconds, double endSeconds, bool startsSegment)
    {
        if (startsSegment && startSeconds > _endSeconds)
        {
            NoteGap(_endSeconds, startSeconds);
        }

        _endSeconds = endSeconds;
    }

    private void NoteGap(double from, double to)
    {
        _missingSeconds += to - from;
        if (++_gaps <= MostGapWarnings)
        {
            Warn("time-gap", from, to, string.Create(
                CultureInfo.InvariantCulture, $"{(to - from) * 1e3:0.#} ms are missing from {from:0.####} to {to:0.####} s; a new segment starts.{Mark}"));
        }
    }

    private void NoteOverlap(double end, double start, double overlap)
    {
        if (++_gaps <= MostGapWarnings)
        {
            Warn("records-overlap", start, end, string.Create(
                CultureInfo.InvariantCulture, $"A data record starts at {start:0.####} s, {overlap * 1e3:0.#} ms before the one before it ends; it was put behind that one, as a new segment."));
        }
    }

    private string Mark => isContinuous ? " The file is marked as continuous, but its records tell otherwise." : string.Empty;

    private void Warn(string code, double? start, double? end, string text) => warnings.Add(new RecordingWarning(code, null, start, end, text));
}

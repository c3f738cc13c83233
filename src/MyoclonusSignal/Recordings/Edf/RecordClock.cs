using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Follows the starts of the data records, and says where time is missing between two. Within a stretch without a gap the
/// records follow each other by their stated duration on an even grid; a map goes from there to the starts, where their clock drifts.
/// </summary>
/// <param name="path">The name by which errors call the file.</param>
/// <param name="recordSeconds">The length of a record.</param>
/// <param name="halfSampleSeconds">Half a sample of the fastest signal.</param>
/// <param name="isContinuous">Whether the file calls itself continuous.</param>
/// <param name="starts">Reads starts ahead; <see langword="null"/> where no signal tells them.</param>
/// <param name="warnings">Takes what is odd.</param>
internal sealed class RecordClock(
    string path, double recordSeconds, double halfSampleSeconds, bool isContinuous, RecordStarts? starts, List<RecordingWarning> warnings)
{
    // What the map follows exactly: the rounding of a double in long times is less.
    private const double Exact = 1e-6;

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
    private double _putBehind;
    private double _lastOff;

    /// <summary>Gets the map from the even grid of the records to what their starts state.</summary>
    public TimeMap Map { get; } = new();

    /// <summary>Gets by how much later than on the even grid the record last taken in started.</summary>
    public double LateSeconds { get; private set; }

    /// <summary>Gets what kind of clock it is, with the evidence; what the whole file tells is known at its end.</summary>
    public string Evidence
    {
        get
        {
            string gaps = _gaps == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; {(_gaps == 1 ? "one gap" : $"{_gaps} gaps")}, together {_missingSeconds:0.###} s");
            return starts is null || _untimed == _records
                ? "the file states no times but its start: data records follow each other"
                : $"{Change ?? "even"}, by the starts of the data records{gaps}";
        }
    }

    private bool IsDrifting => _largestDrift > Math.Max(0.01, 2 * _largestTolerance);

    private string? Change => Map.IsIdentity || !IsDrifting ? null : Map.DescribeChange() ?? "drifting";

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

    /// <summary>Takes in the next record; returns true if it is the first or time is missing before it.</summary>
    /// <param name="stated">Its start in seconds from the header's start time, or <see langword="null"/> where it is not stated.</param>
    /// <param name="resolutionSeconds">The last decimal of the starts so far.</param>
    /// <param name="position">The byte at which the record starts.</param>
    /// <exception cref="RecordingFormatException">A discontinuous file has a record that does not start behind the one before it.</exception>
    public bool Advance(double? stated, double resolutionSeconds, long position)
    {
        double end = RecordSeconds + recordSeconds;
        bool startsSegment = Place(stated, resolutionSeconds, position);
        if (_records > 1)
        {
            if (startsSegment)
            {
                Map.Add(end, LateSeconds);
            }

            // Starts that are rounded scatter by their last decimal.
            double late = Late(_previous);
            LateSeconds = startsSegment || Math.Abs(late - LateSeconds) > Math.Max(Exact, double.IsFinite(resolutionSeconds) ? 1.01 * resolutionSeconds : 0) ? late : LateSeconds;
            Map.Add(RecordSeconds, LateSeconds);
        }

        return startsSegment;
    }

    private bool Place(double? stated, double resolutionSeconds, long position)
    {
        double toleranceSeconds = Tolerance(halfSampleSeconds, recordSeconds, resolutionSeconds);
        _largestTolerance = Math.Max(_largestTolerance, toleranceSeconds);
        if (_records++ == 0)
        {
            _origin = stated ?? 0;
            _previous = _origin;
            _recordsInSegment = 1;
            _untimed += stated is null ? 1 : 0;
            Map.Add(0, 0);
            return true;
        }

        double expected = _previous + recordSeconds;
        _untimed += stated is null ? 1 : 0;
        double start = stated ?? expected;
        double off = start - expected;
        double lastOff = _lastOff;
        _lastOff = off;
        if (IsDrift(off, lastOff, start, toleranceSeconds))
        {
            GoOn(start);
            return false;
        }

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

        double late = Late(_previous);

        // Near its place behind the record before it, whatever the clock has drifted to; or on the grid, where starts are rounded.
        double offGrid = start - _origin + _putBehind - (RecordSeconds + recordSeconds);
        if (Math.Min(Math.Abs(start - expected), Math.Abs(offGrid)) <= toleranceSeconds)
        {
            GoOn(start);
            return false;
        }

        // Time never runs back: what overlaps is put behind what was before it, as every format that has a time axis needs it. The
        // next gap takes that up again.
        double end = RecordSeconds + recordSeconds;
        double missing = start - expected;
        if (missing < 0)
        {
            NoteOverlap(end, start - _origin, -missing);
        }

        double used = missing < 0 ? missing : Math.Min(_putBehind, missing);
        _putBehind -= used;

        // The even grid goes on by what is missing, so that a clock that has drifted is as late behind the gap as before it.
        _segmentStart = Math.Abs(late) <= toleranceSeconds ? Math.Max(end, start - _origin + _putBehind) : end + (missing - used);
        _previous = start;
        _recordsInSegment = 1;
        return true;
    }

    /// <summary>Takes in the start of a record that goes on with the segment.</summary>
    private void GoOn(double start)
    {
        _previous = start;
        _recordsInSegment++;
        _largestDrift = Math.Max(_largestDrift, Math.Abs(Late(start)));
    }

    /// <summary>Gives by how much later a start is than the record last taken in on the even grid.</summary>
    private double Late(double start) => start - _origin + _putBehind - RecordSeconds;

    /// <summary>
    /// Returns true if a record starts off its place because the clock drifts: the one before it or behind it is off by as much. A gap or an
    /// overlap comes alone.
    /// </summary>
    private bool IsDrift(double off, double lastOff, double start, double toleranceSeconds)
    {
        if (Math.Abs(off) <= toleranceSeconds || Math.Abs(off) > RecordSpacing.MostOff * recordSeconds)
        {
            return false;
        }

        return Math.Abs(off - lastOff) <= toleranceSeconds
            || (starts?.Read(_records) is double next && Math.Abs(next - start - recordSeconds - off) <= toleranceSeconds);
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
        if (!Map.IsIdentity)
        {
            // The last record is as long as the one before it.
            bool isStep = Math.Abs(_lastOff) <= RecordSpacing.MostOff * recordSeconds;
            Map.Add(RecordSeconds + recordSeconds, LateSeconds + (isStep ? _lastOff : 0));
        }

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

        if (IsDrifting)
        {
            Warn("clock-drift", null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"The starts of the data records run up to {_largestDrift:0.###} s away from what their duration of {recordSeconds:0.######} s gives: {Change ?? "its rate changes along the recording"}. All times are those of the starts; frequencies are corrected by the mean rate."));
        }
    }

    /// <summary>What was not recorded at the end of the record before, or at the start of this one, is part of the gap.</summary>
    private void TakePiece(double startSeconds, double endSeconds, bool startsSegment)
    {
        if (startsSegment && startSeconds > _endSeconds)
        {
            NoteGap(_endSeconds + LateSeconds, startSeconds + LateSeconds);
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

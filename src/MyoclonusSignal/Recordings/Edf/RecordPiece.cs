namespace MyoclonusSignal.Recordings.Edf;

/// <summary>A stretch of a data record without a gap, in samples of the fastest signal read; usually the whole record.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">Behind its last sample.</param>
/// <param name="StartsSegment">Whether time is missing right before it.</param>
internal readonly record struct RecordPiece(int Start, int End, bool StartsSegment)
{
    /// <summary>Divides a record at the stretches in which nothing was recorded; gives whether the last one reaches its end.</summary>
    public static bool Divide(
        List<RecordPiece> pieces, List<AbsentStretch> absent, RecordClock clock, double recordSeconds, int samples, bool startsSegment)
    {
        pieces.Clear();
        if (absent.Count == 0)
        {
            if (samples > 0)
            {
                pieces.Add(new RecordPiece(0, samples, startsSegment));
            }

            return false;
        }

        double start = clock.RecordSeconds;
        double tolerance = 0.5 * recordSeconds / Math.Max(1, samples);
        absent.RemoveAll(stretch => stretch.EndSeconds <= start - tolerance);
        int position = 0;
        foreach (AbsentStretch fill in absent.Where(stretch => stretch.Label is null && stretch.StartSeconds < start + recordSeconds - tolerance)
            .OrderBy(stretch => stretch.StartSeconds))
        {
            int from = SampleAt(fill.StartSeconds - start, recordSeconds, samples);
            int to = SampleAt(fill.EndSeconds - start, recordSeconds, samples);
            if (to <= position)
            {
                continue;
            }

            if (from > position)
            {
                pieces.Add(new RecordPiece(position, from, startsSegment));
            }

            startsSegment = true;
            position = to;
        }

        if (position < samples)
        {
            pieces.Add(new RecordPiece(position, samples, startsSegment));
            return false;
        }

        return startsSegment && position > 0;
    }

    private static int SampleAt(double seconds, double recordSeconds, int samples) =>
        (int)Math.Round(Math.Clamp(seconds / recordSeconds, 0, 1) * samples);
}

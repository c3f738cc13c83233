using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// How far apart the data records of a file really start. Where that is even but not what the header says, the records
/// follow each other without a gap, and the sampling rate is that of the starts.
/// </summary>
/// <param name="Seconds">The length of a data record.</param>
/// <param name="ResolutionSeconds">The last decimal of the starts seen; infinite where there are none.</param>
internal readonly record struct RecordSpacing(double Seconds, double ResolutionSeconds)
{
    // Oscillators are off by less than 1e-4; rates stated as a round number by up to this. More is time between records.
    private const double MostOff = 0.01;

    // What a clock may be off by over the whole recording before it is told.
    private const double LeastDriftSeconds = 0.01;

    // Starts that lie on a line by chance need more than a few records.
    private const int LeastRecords = 10;

    /// <summary>Reads the first and the last start, and all of them where those tell of another spacing than the header.</summary>
    public static RecordSpacing Find(EdfHeader header, long records, FileStream file, List<RecordingWarning> warnings)
    {
        RecordSpacing stated = new(header.RecordSeconds, double.PositiveInfinity);
        if (records < LeastRecords || !header.Signals.Any(signal => !signal.IsAnnotations && signal.SamplesPerRecord > 0) || RecordStarts.Of(header, file) is not RecordStarts starts)
        {
            return stated;
        }

        if (starts.Read(0) is not double first || starts.Read(1) is null || starts.Read(records - 1) is not double last)
        {
            return stated;
        }

        double resolution = starts.ResolutionSeconds;
        double mean = (last - first) / (records - 1);
        double tolerance = RecordClock.Tolerance(0.5 * header.RecordSeconds / header.MostSamples, header.RecordSeconds, resolution);
        double off = (mean / header.RecordSeconds) - 1;
        if (!(Math.Abs(off) <= MostOff) || Math.Abs(last - first - ((records - 1) * header.RecordSeconds)) <= Math.Max(LeastDriftSeconds, 2 * tolerance))
        {
            return stated with { ResolutionSeconds = resolution };
        }

        for (long record = 1; record < records - 1; record++)
        {
            if (starts.Read(record) is not double start || Math.Abs(start - first - (record * mean)) > Math.Max(tolerance, starts.ResolutionSeconds))
            {
                return stated with { ResolutionSeconds = resolution };
            }
        }

        warnings.Add(new RecordingWarning("record-spacing", null, null, null, string.Create(
            CultureInfo.InvariantCulture,
            $"The data records start every {mean:0.#########} s, not every {header.RecordSeconds:0.#########} s as the header says; as they do so evenly, nothing is missing between them, and the sampling rates are those of the starts.")));
        return new RecordSpacing(mean, starts.ResolutionSeconds);
    }
}

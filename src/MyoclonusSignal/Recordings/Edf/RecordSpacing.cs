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
    /// <summary>Oscillators are off by less than 1e-4; rates stated as a round number by up to this. More is time between records.</summary>
    public const double MostOff = 0.01;

    // What a clock may be off by over the whole recording before it is reported.
    private const double LeastDriftSeconds = 0.01;

    // In steps by which starts may lie beside the line: one gap of two steps would pass for a slope, ten of one cannot.
    private const double LeastDriftSteps = 10;

    // Starts from which their decimals are seen.
    private const int MostSeen = 32;

    // Starts that lie on a line by chance need more than a few records.
    private const int LeastRecords = 10;

    /// <summary>Reads the first and the last start, and all of them where those tell of another spacing than the header.</summary>
    /// <exception cref="RecordingFormatException">A continuous file states records of one length and starts them evenly at another.</exception>
    public static RecordSpacing Find(string path, EdfHeader header, long records, Stream file, bool isLenient, List<RecordingWarning> warnings)
    {
        RecordSpacing stated = new(header.RecordSeconds, double.PositiveInfinity);
        if (!header.Signals.Any(signal => !signal.IsAnnotations && signal.SamplesPerRecord > 0) || RecordStarts.Of(header, file) is not RecordStarts starts)
        {
            return stated;
        }

        for (long record = 1; record < Math.Min(records, MostSeen); record++)
        {
            _ = starts.Read(record);
        }

        double resolution = starts.ResolutionSeconds;
        if (records < LeastRecords || starts.Read(0) is not double first || starts.Read(records - 1) is not double last)
        {
            return stated with { ResolutionSeconds = resolution };
        }

        double mean = (last - first) / (records - 1);
        double halfSample = 0.5 * header.RecordSeconds / header.MostSamples;
        double step = double.IsFinite(resolution) ? Math.Max(halfSample, resolution) : halfSample;
        double off = (mean / header.RecordSeconds) - 1;
        bool isOther = Math.Abs(off) > MostOff && mean > 0;
        if (isOther && !header.IsDiscontinuous && !isLenient && IsEven(starts, records, first, mean, step))
        {
            throw new RecordingFormatException(
                path,
                "byte 244 (duration of a data record)",
                string.Create(CultureInfo.InvariantCulture, $"{mean:0.######} s, as the records of this continuous file start so far apart"),
                string.Create(CultureInfo.InvariantCulture, $"{header.RecordSeconds:0.######} s"),
                "export the recording again; or read each record as it stands, with time missing or ignored between them, with RecordingOptions.IsLenient");
        }

        if (isOther || mean <= 0 || Math.Abs(last - first - ((records - 1) * header.RecordSeconds)) <= Math.Max(LeastDriftSeconds, LeastDriftSteps * step))
        {
            return stated with { ResolutionSeconds = resolution };
        }

        if (!IsEven(starts, records, first, mean, step))
        {
            return stated with { ResolutionSeconds = resolution };
        }

        warnings.Add(new RecordingWarning("record-spacing", null, null, null, string.Create(
            CultureInfo.InvariantCulture,
            $"The data records start every {mean:0.#########} s, not every {header.RecordSeconds:0.#########} s as the header says; as they do so evenly, nothing is missing between them, and the sampling rates are those of the starts.")));
        return new RecordSpacing(mean, starts.ResolutionSeconds);
    }

    private static bool IsEven(RecordStarts starts, long records, double first, double mean, double step)
    {
        for (long record = 1; record < records - 1; record++)
        {
            if (starts.Read(record) is not double start || Math.Abs(start - first - (record * mean)) > step)
            {
                return false;
            }
        }

        return true;
    }
}

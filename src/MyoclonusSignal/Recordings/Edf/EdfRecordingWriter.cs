using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Writes any recording as EDF+ or BDF+: its channels with their rates and units, its gaps as a discontinuous file, its
/// missing samples and annotations as annotations. Nothing is lost but what the step of quantisation takes.
/// </summary>
/// <remarks>
/// The recording is read twice: EDF states the range of each signal before the first sample. A data record is filled up at
/// the end of a segment; an annotation says so, by which <see cref="EdfRecordingReader"/> gives the very samples that were
/// there. Memory does not grow with the length of the recording but with the number of its annotations and gaps.
/// </remarks>
public static class EdfRecordingWriter
{
    /// <summary>Writes a recording.</summary>
    /// <param name="open">Opens the recording; called twice, and each reader is disposed of.</param>
    /// <param name="output">Receives the file; left open.</param>
    /// <param name="options">How to write; EDF+ where <see langword="null"/>.</param>
    /// <returns>What was written, with the quantisation.</returns>
    /// <exception cref="ArgumentException">EDF cannot hold it: no data record fits its sampling rates and gaps, or a value is too large.</exception>
    /// <exception cref="RecordingFormatException">The recording is broken at the place reached.</exception>
    public static EdfWriteResult Write(Func<RecordingReader> open, Stream output, EdfWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(output);
        options ??= new EdfWriteOptions();
        RecordingSurvey survey;
        EdfWritePlan plan;
        using (RecordingReader reader = open())
        {
            survey = RecordingSurvey.Of(reader);
            plan = EdfWritePlan.Of(reader, survey, options);
        }

        output.Write(plan.Header());
        using (RecordingReader reader = open())
        {
            Write(reader, output, plan);
        }

        return plan.Result();
    }

    private static void Write(RecordingReader reader, Stream output, EdfWritePlan plan)
    {
        SampleBlock block = new(reader.SignalCount, 16384);
        RecordBuffer buffer = new(plan, output);
        while (reader.ReadBlock(block))
        {
            if (block.StartsSegment)
            {
                buffer.EndSegment();
                buffer.BeginSegment(block.StartSeconds);
            }

            for (int signal = 0; signal < reader.SignalCount; signal++)
            {
                buffer.Add(signal, block[signal]);
            }

            buffer.Flush();
        }

        buffer.EndSegment();
        if (plan.RecordCount != buffer.RecordCount)
        {
            throw new RecordingFormatException(
                reader.Path,
                "the recording as a whole",
                string.Create(CultureInfo.InvariantCulture, $"the {plan.RecordCount} data records of the first reading"),
                string.Create(CultureInfo.InvariantCulture, $"{buffer.RecordCount}"),
                "convert it again when nothing writes to it any more");
        }
    }
}

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
        SampleBlock block = SampleBlock.For(reader, 16384);
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

/// <summary>What writing a recording as EDF+ or BDF+ came to, and what it cost in precision.</summary>
/// <param name="Format">The format written.</param>
/// <param name="RecordCount">The number of data records.</param>
/// <param name="RecordSeconds">The duration of a data record in seconds.</param>
/// <param name="Signals">The signals in the order of the file.</param>
/// <param name="AnnotationCount">The number of annotations.</param>
public sealed record EdfWriteResult(
    string Format, long RecordCount, double RecordSeconds, IReadOnlyList<EdfWrittenSignal> Signals, int AnnotationCount)
{
    /// <summary>Gets what the recording says of itself and the file cannot hold: texts that are too long or no ASCII, and comments.</summary>
    public IReadOnlyList<string> Losses { get; init; } = [];
}

/// <summary>One signal as it was written.</summary>
/// <param name="Name">Its name in the recording.</param>
/// <param name="Label">Its label in the file: at most 16 characters of ASCII.</param>
/// <param name="Unit">Its unit, or <see langword="null"/>.</param>
/// <param name="SampleRate">Its sampling rate in the file, in Hz.</param>
/// <param name="RateError">By how much that differs from the recording's, as a part of it.</param>
/// <param name="Step">The step of quantisation in its unit; no sample is off by more than half of it.</param>
/// <param name="SampleCount">The number of samples, missing ones included.</param>
/// <param name="MissingCount">The number of missing samples, which are marked by annotations.</param>
public sealed record EdfWrittenSignal(
    string Name, string Label, string? Unit, double SampleRate, double RateError, double Step, long SampleCount, long MissingCount);

/// <summary>How a recording is written as EDF+ or BDF+.</summary>
public sealed record EdfWriteOptions
{
    /// <summary>Gets a value indicating whether samples have 24 bits (BDF+) instead of 16 (EDF+).</summary>
    public bool IsBdf { get; init; }

    /// <summary>Gets who and what was recorded; <see langword="null"/> for what the recording says itself.</summary>
    public RecordingMetadata? Metadata { get; init; }

    /// <summary>
    /// Gets a value indicating whether the patient, the investigation and the date are left out: <c>X</c> and 01.01.85, as EDF+
    /// asks for. The time of day stays; what annotations and labels say stays too.
    /// </summary>
    public bool Anonymize { get; init; }

    /// <summary>Gets the annotations to write beside those of the recording.</summary>
    public IReadOnlyList<RecordingAnnotation> Annotations { get; init; } = [];
}

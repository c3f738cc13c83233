namespace MyoclonusSignal.Recordings.Edf;

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

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// A stretch for which a file has fillings in place of samples, as EDF has no way to leave one out: our writer says so by
/// annotations of its own, which other readers show as text.
/// </summary>
/// <param name="StartSeconds">Its start in seconds from the header's start time.</param>
/// <param name="EndSeconds">Its end.</param>
/// <param name="Label">The signal whose samples are missing, or <see langword="null"/> where nothing was recorded at all.</param>
internal readonly record struct AbsentStretch(double StartSeconds, double EndSeconds, string? Label)
{
    /// <summary>The text of a stretch in which one signal's samples are missing; the signal's label follows behind <c>@@</c>.</summary>
    public const string MissingText = "MyoclonusSignal: missing samples";

    /// <summary>The text of a stretch that only fills a data record: nothing was recorded in it.</summary>
    public const string FillText = "MyoclonusSignal: not recorded";
}

namespace MyoclonusSignal.Analysis.Traces;

/// <summary>A stretch of time that will be kept as a detail.</summary>
/// <param name="startSeconds">Where it begins.</param>
/// <param name="endSeconds">Where it ends, until it grows.</param>
internal sealed class DetailRange(double startSeconds, double endSeconds)
{
    public double StartSeconds { get; } = startSeconds;

    public double EndSeconds { get; set; } = endSeconds;

    /// <summary>Gets or sets the samples, once they have been copied.</summary>
    public TraceDetail? Copied { get; set; }
}

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>Something that is timed.</summary>
/// <param name="Run">What is timed.</param>
internal sealed record PipelineWork(Action Run)
{
    /// <summary>Gets what makes it ready each time, untimed.</summary>
    public Action Prepare { get; init; } = () => { };

    /// <summary>Gets how often it is timed in each turn: a short work is disturbed as often as a long one, by more of its time.</summary>
    public int TimesATurn { get; init; } = 1;
}

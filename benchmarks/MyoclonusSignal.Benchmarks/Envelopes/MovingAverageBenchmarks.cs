using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The moving average over 50 ms, against the sum of each window anew.</summary>
public class MovingAverageBenchmarks : HotLoop
{
    private const int WindowSamples = 100;

    private readonly MovingAverage _average = new(WindowSamples);
    private readonly NaiveMovingSum _naive = new(WindowSamples);

    /// <inheritdoc/>
    public override string Name => "MovingAverage, 100 samples";

    /// <inheritdoc/>
    public override void Process() => _average.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Average(Input, Output);
}

using MyoclonusSignal.Envelopes;

namespace MyoclonusSignal.Benchmarks.Envelopes;

/// <summary>The moving root mean square over 50 ms, against the sum of each window's squares anew.</summary>
public class MovingRmsBenchmarks : HotLoop
{
    private const int WindowSamples = 100;

    private readonly MovingRms _rms = new(WindowSamples);
    private readonly NaiveMovingSum _naive = new(WindowSamples);

    /// <inheritdoc/>
    public override string Name => "MovingRms, 100 samples";

    /// <inheritdoc/>
    public override void Process() => _rms.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.RootMeanSquare(Input, Output);
}

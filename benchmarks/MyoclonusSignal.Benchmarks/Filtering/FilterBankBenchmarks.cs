using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Filtering;

/// <summary>Eight channels in frames in the lanes of vectors, against one pass for each section and channel.</summary>
public class FilterBankBenchmarks : HotLoop
{
    private const int Channels = 8;
    private static readonly SosCoefficients Design = Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate);

    private readonly SosFilterBank _bank = new(Design, Channels);
    private readonly NaiveFrames _naive = new(Channels, () => new NaiveCascade(Design).Process);

    /// <inheritdoc/>
    public override string Name => "SosFilterBank, 8 channels";

    /// <inheritdoc/>
    public override void Process() => _bank.Process(Input, Output);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input, Output);
}

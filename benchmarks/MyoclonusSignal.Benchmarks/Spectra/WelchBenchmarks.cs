using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Benchmarks.Spectra;

/// <summary>Welch's average over Hann windows of 1024 samples that overlap by half.</summary>
public class WelchBenchmarks : HotLoop
{
    private const int WindowSamples = 1024;

    private readonly Welch _welch = new(TestSignal.SampleRate, new WelchOptions { WindowLength = WindowSamples });
    private readonly NaiveWelch _naive = new(WindowSamples);

    /// <inheritdoc/>
    public override string Name => "Welch, 1024";

    /// <inheritdoc/>
    public override void Process() => _welch.Process(Input);

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Input);
}

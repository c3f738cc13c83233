using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Detection;

/// <summary>The search for silent periods in a contraction with pauses, against a bare running power below a slow mean.</summary>
public class SilentPeriodDetectorBenchmarks : HotLoop
{
    private const int Blocks = 16;
    private const int PeriodSamples = 3000;
    private const int SilentSamples = 250;

    private readonly double[] _signal = TestSignal.Create(Blocks * BlockSamples);
    private readonly SilentPeriodDetector _detector = new(new SilentPeriodOptions(), TestSignal.SampleRate);
    private readonly NaiveSilences _naive = new(TestSignal.SampleRate);
    private int _block;
    private int _naiveBlock;

    /// <summary>Makes the contraction: over the first three quarters of the signal the noise is ten times as large, but for pauses.</summary>
    public SilentPeriodDetectorBenchmarks()
    {
        for (int i = 0; i < _signal.Length * 3 / 4; i++)
        {
            _signal[i] *= i % PeriodSamples < SilentSamples ? 1 : 10;
        }

        new SosFilter(Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate)).Process(_signal, _signal);
    }

    /// <inheritdoc/>
    public override string Name => "SilentPeriodDetector";

    /// <summary>Gets how many silent periods the detector has given.</summary>
    internal int SilenceCount { get; private set; }

    /// <inheritdoc/>
    public override void Process()
    {
        ReadOnlySpan<double> rest = Next(ref _block);
        while (!rest.IsEmpty)
        {
            SilenceCount += _detector.TryRead(rest, out int consumed, out _) ? 1 : 0;
            rest = rest[consumed..];
        }
    }

    /// <inheritdoc/>
    public override void Naive() => _naive.Process(Next(ref _naiveBlock));

    private ReadOnlySpan<double> Next(ref int block)
    {
        ReadOnlySpan<double> samples = _signal.AsSpan(block * BlockSamples, BlockSamples);
        block = (block + 1) % Blocks;
        return samples;
    }
}

using MyoclonusSignal.Detection;
using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Benchmarks.Detection;

/// <summary>The detector over band-passed noise with bursts, against a bare threshold on the same three windows.</summary>
public class JerkDetectorBenchmarks : HotLoop
{
    private const int Blocks = 8;

    private readonly double[] _signal = TestSignal.Create(Blocks * BlockSamples);
    private readonly JerkDetector _detector = new(JerkDetectorOptions.ForEmg, TestSignal.SampleRate, bandwidthHz: 430);
    private readonly NaiveDetector _naive = new(JerkDetectorOptions.ForEmg.ScaleSeconds, TestSignal.SampleRate);
    private int _block;
    private int _naiveBlock;

    /// <summary>Conditions the signal once.</summary>
    public JerkDetectorBenchmarks() =>
        new SosFilter(Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate)).Process(_signal, _signal);

    /// <inheritdoc/>
    public override string Name => "JerkDetector";

    /// <summary>Gets how many bursts the detector has given.</summary>
    internal int BurstCount { get; private set; }

    /// <inheritdoc/>
    public override void Process()
    {
        ReadOnlySpan<double> rest = Next(ref _block);
        while (!rest.IsEmpty)
        {
            BurstCount += _detector.TryRead(rest, out int consumed, out _) ? 1 : 0;
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

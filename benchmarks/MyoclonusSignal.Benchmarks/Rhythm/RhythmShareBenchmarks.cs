using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Rhythm;

/// <summary>
/// What the live rhythm adds to the rest of the analysis: rectifying and averaging of conditioned EMG at 2 kHz and a decision each
/// second, set against quality, conditioning and detection of jerks and silent periods in the same noise. The ratio is its share.
/// </summary>
public class RhythmShareBenchmarks : HotLoop
{
    private const int Blocks = 8;
    private const int Factor = 40;

    private readonly double[] _noise = TestSignal.CreateNoise(Blocks * BlockSamples);
    private readonly double[] _conditioned = new double[Blocks * BlockSamples];
    private readonly EnvelopeDecimator _decimator = new(Factor, BlockSamples);
    private readonly RhythmMonitor _monitor = new(TestSignal.SampleRate / Factor);
    private readonly LiveAnalyzer _analyzer = RhythmCostCommand.WithoutRhythm();
    private readonly SampleBlock _samples = new(1, BlockSamples);
    private long _position;
    private int _block;

    /// <summary>Conditions the noise and lets the analyzer see its preview.</summary>
    public RhythmShareBenchmarks()
    {
        new SosFilter(Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate)).Process(_noise, _conditioned);
        for (int i = 0; i < Blocks; i++)
        {
            Naive();
        }
    }

    /// <inheritdoc/>
    public override string Name => "Rhythm, share of the analysis";

    /// <summary>Gets the number of decisions so far.</summary>
    internal int DecisionCount { get; private set; }

    /// <inheritdoc/>
    public override void Process()
    {
        ReadOnlySpan<double> rest = _decimator.MeanMagnitudes(_conditioned.AsSpan(_block * BlockSamples, BlockSamples));
        _block = (_block + 1) % Blocks;
        while (!rest.IsEmpty)
        {
            DecisionCount += _monitor.TryRead(rest, out int consumed, out _) ? 1 : 0;
            rest = rest[consumed..];
        }
    }

    /// <inheritdoc/>
    public override void Naive()
    {
        _samples.Begin(_position == 0, _position / TestSignal.SampleRate);
        _noise.AsSpan((int)(_position % _noise.Length), BlockSamples).CopyTo(_samples.Room(0));
        _samples.SetCount(0, BlockSamples);
        _analyzer.Process(_samples);
        _position += BlockSamples;
        while (_analyzer.TryTake(out _))
        {
            // The few events of chance are not kept.
        }
    }
}

using MyoclonusSignal.Analysis;
using MyoclonusSignal.Benchmarks.Foreign.Tonic;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Edges;

/// <summary>
/// A minute of one muscle at rest, or that holds on, with bursts of one shape whose first and last samples are known.
/// </summary>
/// <remarks>
/// The size of a burst is its power from onset to offset, in the band of EMG, over that of everything else. It begins with the
/// first sample at which its amplitude is a tenth of its peak, and ends with the last one; where motor units make it, there is
/// no amplitude but the samples themselves, before noise is added: those count then.
/// </remarks>
internal sealed class EdgeRecording
{
    private const double Seconds = 60;
    private const double NoiseMicrovolts = 5;
    private const double TonicMicrovolts = 20;
    private const double OnsetShare = 0.1;

    // So far from each other that neither flank of a burst lies in the next one.
    private const double LeastPause = 0.6;
    private const double PauseSpread = 0.7;

    // A burst's own tails, and the ringing of the filter that measures it.
    private const double MarginSeconds = 0.25;

    private static readonly double[] Rates = [1000, 2000, 500, 250];

    private readonly Random _random;
    private readonly TonicRecording _recording;

    private EdgeRecording(int seed, BurstMaker burst, double ratioDb, bool isTonic)
    {
        _random = new Random(seed);
        double rate = Rates[seed % Rates.Length];
        _recording = new TonicRecording(rate, Seconds);
        _recording.AddNoise(_random, NoiseMicrovolts);
        if (isTonic)
        {
            double[] drive = new double[_recording.Samples.Length];
            Array.Fill(drive, 0.15 + (0.2 * _random.NextDouble()));
            double[] tonic = new MotorUnitPool(_random, 80, rate).Activity(drive);
            _recording.Add(tonic, TonicMicrovolts, 1, Seconds - 1);
        }

        double level = _recording.InBandRms(_recording.Samples, _recording.At(1), _recording.At(Seconds - 1));
        int margin = (int)(MarginSeconds * rate);
        double end = 2;
        while (end < Seconds - 3)
        {
            double start = end + LeastPause + (PauseSpread * _random.NextDouble());
            double length = 0.03 + (0.09 * _random.NextDouble());
            double within = _random.NextDouble();
            int first = _recording.At(start) - margin;
            double[] samples = new double[(2 * margin) + (int)(3 * length * rate)];
            double[] amplitude = burst(_random, samples, rate, (margin + within) / rate, length);
            (int onset, int offset) = Edges(amplitude);
            double scale = level * Math.Pow(10, ratioDb / 20) / _recording.InBandRms(samples, onset, offset);
            for (int i = 0; i < samples.Length; i++)
            {
                _recording.Samples[first + i] += scale * samples[i];
            }

            Bursts.Add(new Interval((first + onset) / rate, (first + offset) / rate));
            end = (first + offset) / rate;
        }
    }

    /// <summary>Makes a burst.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="samples">Where its samples go, at any scale.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="start">Where it begins, in seconds from the first of these samples.</param>
    /// <param name="length">How long it lasts, in seconds.</param>
    /// <returns>The amplitude at each sample.</returns>
    public delegate double[] BurstMaker(Random random, double[] samples, double sampleRate, double start, double length);

    /// <summary>Gets when bursts begin and end: the time of the first sample, and of the one behind the last.</summary>
    public List<Interval> Bursts { get; } = [];

    /// <summary>Gets the sampling rate in Hz.</summary>
    public double SampleRate => _recording.SampleRate;

    /// <summary>Makes a recording.</summary>
    /// <param name="seed">Of everything in it, the sampling rate included.</param>
    /// <param name="shape">One of <see cref="BurstShapes.Names"/>.</param>
    /// <param name="ratioDb">The size of the bursts over everything else in dB.</param>
    /// <param name="isTonic">Whether the muscle holds on.</param>
    public static EdgeRecording Make(int seed, string shape, double ratioDb, bool isTonic) => new(seed, BurstShapes.Of(shape), ratioDb, isTonic);

    /// <summary>Analyses it as a file would be.</summary>
    public AnalysisResult Analyze() => _recording.Analyze();

    private static (int Onset, int Offset) Edges(double[] amplitude)
    {
        double peak = amplitude.Max(Math.Abs);
        int onset = Array.FindIndex(amplitude, value => Math.Abs(value) >= OnsetShare * peak);
        int last = Array.FindLastIndex(amplitude, value => Math.Abs(value) >= OnsetShare * peak);
        return (onset, last + 1);
    }
}

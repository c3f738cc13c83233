using System.Diagnostics;
using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;
using MyoclonusSignal.Rhythm;

namespace MyoclonusSignal.Benchmarks.Rhythm;

/// <summary>
/// The verb <c>rhythm</c>: the time of the whole rhythm path over twenty minutes at 2 kHz (rectify, average, keep, and the estimate
/// at the end with spectra, bouts and cycles; or the live monitor) beside that of the rest of the analysis of the channel (quality, conditioning, detection of jerks and silent periods), in noise and with jerks.
/// </summary>
internal static class RhythmCostCommand
{
    private const int Factor = 40;
    private const int Minutes = 20;
    private const int Rounds = 9;
    private const int BlockSamples = 2048;

    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments.Length > 0)
        {
            output.WriteLine($"rhythm: unknown argument {arguments[0]}; expected nothing");
            return 2;
        }

        int count = (int)(Minutes * 60 * TestSignal.SampleRate);
        Write(output, "noise", TestSignal.CreateNoise(count));
        Write(output, "a jerk every 1.7 s", TestSignal.Create(count));
        return 0;
    }

    /// <summary>Gives what looks for everything but a rhythm: the band asked for is too high for the rate.</summary>
    public static LiveAnalyzer WithoutRhythm() => new(
        [new RecordingChannel("emg", ChannelKind.Emg, "uV", TestSignal.SampleRate, [0], ["emg"])],
        AnalysisOptions.ForLive with { LineFrequencyHz = 50, Rhythm = new() { BandLowHz = 800, BandHighHz = 1000 } });

    private static void Write(TextWriter output, string name, double[] signal)
    {
        double[] conditioned = new double[signal.Length];
        new SosFilter(Butterworth.BandPass(4, 20, 450, TestSignal.SampleRate)).Process(signal, conditioned);
        (double chain, double whole, double live) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        for (int round = 0; round < Rounds; round++)
        {
            chain = Math.Min(chain, Seconds(() => Analyze(signal)));
            whole = Math.Min(whole, Seconds(() => Estimate(conditioned)));
            live = Math.Min(live, Seconds(() => Monitor(conditioned)));
        }

        double perSample = 1e9 / signal.Length;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: the rest {chain * perSample:0.0} ns a sample; rhythm of the whole {whole * perSample:0.00} ns ({100 * whole / chain:0.0} %), live {live * perSample:0.00} ns ({100 * live / chain:0.0} %)"));
    }

    private static void Analyze(double[] signal)
    {
        LiveAnalyzer analyzer = WithoutRhythm();
        SampleBlock block = new(1, BlockSamples);
        for (int at = 0; at < signal.Length; at += BlockSamples)
        {
            int count = Math.Min(BlockSamples, signal.Length - at);
            block.Begin(at == 0, at / TestSignal.SampleRate);
            signal.AsSpan(at, count).CopyTo(block.Room(0));
            block.SetCount(0, count);
            analyzer.Process(block);
        }

        analyzer.Finish();
    }

    private static void Estimate(double[] conditioned)
    {
        EnvelopeDecimator decimator = new(Factor, BlockSamples);
        RhythmEstimator estimator = new(TestSignal.SampleRate / Factor);
        for (int at = 0; at < conditioned.Length; at += BlockSamples)
        {
            estimator.Process(decimator.MeanMagnitudes(conditioned.AsSpan(at, Math.Min(BlockSamples, conditioned.Length - at))));
        }

        estimator.Finish();
    }

    private static void Monitor(double[] conditioned)
    {
        EnvelopeDecimator decimator = new(Factor, BlockSamples);
        RhythmMonitor monitor = new(TestSignal.SampleRate / Factor);
        for (int at = 0; at < conditioned.Length; at += BlockSamples)
        {
            ReadOnlySpan<double> rest = decimator.MeanMagnitudes(conditioned.AsSpan(at, Math.Min(BlockSamples, conditioned.Length - at)));
            while (!rest.IsEmpty)
            {
                monitor.TryRead(rest, out int consumed, out _);
                rest = rest[consumed..];
            }
        }
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

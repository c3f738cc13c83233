using System.Globalization;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Detection.Published;
using MyoclonusSignal.Evaluation;
using MyoclonusSignal.Signals;

// A detector of one's own beside the library's and a published one, on simulated recordings with known jerks.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
DetectorBenchmarkOptions options = new() { BurstToNoiseDb = [6, 20], Recordings = 4 };
IReadOnlyList<DetectorAccuracy> accuracies = DetectorBenchmark.Run(
    [DetectorBenchmark.Adaptive(options), new HodgesBui(), new ThreeMedians()], options);
foreach (DetectorAccuracy accuracy in accuracies)
{
    Console.WriteLine($"{accuracy.Detector,-14} {accuracy.BurstToNoiseDb,3} dB  F1 {accuracy.Score.F1:0.00}");
}

/// <summary>A burst is where the magnitude, averaged over 20 ms, is over three times its median.</summary>
internal sealed class ThreeMedians : IBurstDetector
{
    public string Name => "three medians";

    public IReadOnlyList<Segment> Detect(ReadOnlySpan<double> signal, double sampleRate)
    {
        int window = (int)(0.02 * sampleRate);
        double[] envelope = new double[signal.Length];
        MyoclonusSignal.Envelopes.Rectifier.Process(signal, envelope);
        new MyoclonusSignal.Envelopes.MovingAverage(window).Process(envelope, envelope);
        double threshold = 3 * Median.Of(envelope);
        var detector = new TwoThresholds(on: threshold, off: threshold / 2);
        List<Segment> bursts = [];
        ReadOnlySpan<double> rest = envelope;
        while (!rest.IsEmpty)
        {
            if (detector.TryRead(rest, out int consumed, out Segment burst))
            {
                Add(burst);
            }

            rest = rest[consumed..];
        }

        if (detector.TryFinish(out Segment last))
        {
            Add(last);
        }

        return bursts;

        // The average comes half a window late.
        void Add(Segment late)
        {
            Segment burst = new(Math.Max(0, late.Start - (window / 2)), late.End - (window / 2));
            if (burst.End > burst.Start)
            {
                bursts.Add(burst);
            }
        }
    }
}

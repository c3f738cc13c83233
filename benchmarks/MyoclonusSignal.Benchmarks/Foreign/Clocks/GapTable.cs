using System.Globalization;
using MyoclonusSignal.Analysis;
using MyoclonusSignal.Detection;

namespace MyoclonusSignal.Benchmarks.Foreign.Clocks;

/// <summary>What lost samples cost: F1 of jerks at 10 dB in EMG and of taps in acceleration, their rates against the true ones, and the frequency of a tremor in both.</summary>
internal static class GapTable
{
    private const int UsualRecords = 10;
    private const double EmgHz = 1000;
    private const double AccelerationHz = 100;
    private const double Seconds = 60;
    private const double JerkDb = 10;
    private const double JerkSeconds = 0.1;
    private const double TapSeconds = 0.15;
    private const double TremorHz = 5.3;
    private const double Tolerance = 0.1;

    // As in the table of clocks: now and then a fluctuation of the noise joins the start of a tap.
    private const double TapTolerance = 0.25;

    /// <summary>Gets the shares of samples lost and the lengths of a loss in seconds, 0 for single samples.</summary>
    public static IReadOnlyList<(double Share, double LossSeconds)> Losses { get; } =
        [(0, 0), (0.005, 0), (0.01, 0), (0.02, 0), (0.05, 0), (0.02, 0.005), (0.02, 0.02), (0.02, 0.05), (0.02, 0.1), (0.02, 0.3), (0.05, 0.05), (0.05, 0.3)];

    /// <summary>Gets what is wanted of the kinds, and what was before.</summary>
    public static IReadOnlyDictionary<string, ForeignGoal> Goals { get; } = new Dictionary<string, ForeignGoal>
    {
        ["0 % lost"] = new("", "all"),
        ["2 % lost in runs of one sample"] = new("", "as without losses"),
        ["5 % lost in runs of one sample"] = new("", "as without losses"),
        ["2 % lost in runs of 50 ms"] = new("", "as without losses"),
        ["2 % lost in runs of 300 ms"] = new("", "as without losses"),
        ["5 % lost in runs of 50 ms"] = new("F1 0.948", "as without losses"),
        ["5 % lost in runs of 300 ms"] = new("", "as without losses"),
    };

    public static void Write(ForeignOptions options, ForeignOutput output)
    {
        int records = options.Records > 0 ? options.Records : UsualRecords;
        output.WriteLine("| lost | in runs of | n | EMG at 10 dB: F1 | rate over true | rhythm off by | acceleration: F1 of taps | rate over true | rhythm off by |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach ((double share, double loss) in Losses)
        {
            GapCost cost = Measure(share, loss, records, options.SeedBase);
            string run = share == 0 ? "-" : loss == 0 ? "one sample" : string.Create(CultureInfo.InvariantCulture, $"{1000 * loss:0} ms");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {100 * share:0.#} % | {run} | {records} | {cost.F1:0.000} | {cost.RateRatio:0.000} | {Hertz(cost.EmgHzOff)} | {cost.TapF1:0.000} | {cost.TapRateRatio:0.000} | {Hertz(cost.AccelerationHzOff)} |"));
            output.Found(
                string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} % lost{(share == 0 ? string.Empty : $" in runs of {run}")}"),
                $"{records}",
                string.Create(CultureInfo.InvariantCulture, $"F1 {cost.F1:0.000}; taps {cost.TapF1:0.000}"),
                "none");
        }
    }

    /// <summary>Measures one kind of loss.</summary>
    public static GapCost Measure(double share, double lossSeconds, int records, int seedBase)
    {
        var emgScore = new Score(Tolerance);
        var tapScore = new Score(TapTolerance);
        double emgOff = 0;
        double accelerationOff = 0;
        for (int i = 0; i < records; i++)
        {
            int seed = seedBase + i;
            double[] emg = Jerks(new Random(seed), out List<double> onsets);
            Lose(emg, new Random(seed + 500_000), share, lossSeconds * EmgHz);
            emgScore.Add(MyoclonusAnalyzer.Analyze(emg, EmgHz, "uV"), onsets);
            double[] taps = Taps(new Random(seed), out List<double> tapOnsets);
            Lose(taps, new Random(seed + 500_000), share, lossSeconds * AccelerationHz);
            tapScore.Add(MyoclonusAnalyzer.Analyze(taps, AccelerationHz, "g"), tapOnsets);

            double[] tremor = Tremor(new Random(seed), EmgHz, isEmg: true, out double emgTrueHz);
            Lose(tremor, new Random(seed + 500_000), share, lossSeconds * EmgHz);
            emgOff = Largest(emgOff, MyoclonusAnalyzer.Analyze(tremor, EmgHz, "uV"), emgTrueHz);
            double[] limb = Tremor(new Random(seed), AccelerationHz, isEmg: false, out double limbTrueHz);
            Lose(limb, new Random(seed + 500_000), share, lossSeconds * AccelerationHz);
            accelerationOff = Largest(accelerationOff, MyoclonusAnalyzer.Analyze(limb, AccelerationHz, "g"), limbTrueHz);
        }

        return new GapCost(emgScore.F1, emgScore.RateRatio / records, emgOff, accelerationOff, tapScore.F1, tapScore.RateRatio / records);
    }

    private static string Hertz(double off) => double.IsNaN(off) ? "not rhythmic" : off.ToString("0.000 Hz", CultureInfo.InvariantCulture);

    // A rhythm that is missed even once is no number.
    private static double Largest(double before, AnalysisResult result, double trueHz) =>
        result.Channels[0].Rhythm is { IsRhythmic: true, FrequencyHz: double hz } ? Math.Max(before, Math.Abs(hz - trueHz)) : double.NaN;

    /// <summary>Noise of 5 µV, and bursts of noise 10 dB above it with a rise and a fall of their own, 1.5 to 3.5 s apart.</summary>
    private static double[] Jerks(Random random, out List<double> onsets)
    {
        double[] samples = [.. Enumerable.Range(0, (int)(Seconds * EmgHz)).Select(_ => 5 * random.NextNormal())];
        onsets = [];
        double amplitude = 5 * Math.Pow(10, JerkDb / 20);
        for (double at = 2; at < Seconds - 2; at += 1.5 + (2 * random.NextDouble()))
        {
            onsets.Add(at);
            for (int i = (int)(at * EmgHz); i < (at + JerkSeconds) * EmgHz; i++)
            {
                double place = (i / EmgHz - at) / JerkSeconds;
                samples[i] += amplitude * Math.Min(1, Math.Min(place / 0.1, (1 - place) / 0.2)) * random.NextNormal();
            }
        }

        return samples;
    }

    /// <summary>Taps on a sensor that lies still: a swing of 12 Hz that dies away within 150 ms, some 15 dB over the noise.</summary>
    private static double[] Taps(Random random, out List<double> onsets)
    {
        double[] samples = [.. Enumerable.Range(0, (int)(Seconds * AccelerationHz)).Select(_ => 0.01 * random.NextNormal())];
        onsets = [];
        for (double at = 2; at < Seconds - 2; at += 1.5 + (2 * random.NextDouble()))
        {
            onsets.Add(at);
            for (int i = (int)Math.Ceiling(at * AccelerationHz); i < (at + TapSeconds) * AccelerationHz; i++)
            {
                double since = (i / AccelerationHz) - at;
                samples[i] += 0.2 * Math.Sin(2 * Math.PI * 12 * since) * Math.Exp(-since / (TapSeconds / 3));
            }
        }

        return samples;
    }

    /// <summary>A tremor whose cycles vary by 2 %, about 5.3 Hz on average: noise in bursts as EMG, a wave with a second harmonic as movement.</summary>
    private static double[] Tremor(Random random, double sampleRate, bool isEmg, out double trueHz)
    {
        int count = (int)(Seconds * sampleRate);
        double[] samples = new double[count];
        double phase = 0;
        double speed = 1;
        for (int i = 0; i < count; i++)
        {
            if (phase - Math.Floor(phase) < TremorHz / sampleRate)
            {
                speed = 1 + (0.02 * random.NextNormal());
            }

            phase += TremorHz * speed / sampleRate;
            double turn = 2 * Math.PI * phase;
            samples[i] = isEmg
                ? random.NextNormal() * (5 + (40 * Math.Pow(Math.Max(0, Math.Cos(turn)), 4)))
                : (0.1 * Math.Cos(turn)) + (0.03 * Math.Cos(2 * turn)) + (0.01 * random.NextNormal());
        }

        trueHz = phase / Seconds;
        return samples;
    }

    private static void Lose(double[] samples, Random random, double share, double lossSamples)
    {
        int length = Math.Max(1, (int)Math.Round(lossSamples));
        double chance = share / length;
        for (int i = 1; i < samples.Length - length && share > 0; i++)
        {
            if (random.NextDouble() < chance)
            {
                samples.AsSpan(i, length).Fill(double.NaN);
                i += length - 1;
            }
        }
    }

    /// <summary>The jerks of some recordings held against their onsets.</summary>
    private sealed class Score(double tolerance)
    {
        private int _hits;
        private int _found;
        private int _jerks;

        public double F1 => 2.0 * _hits / Math.Max(1, _found + _jerks);

        public double RateRatio { get; private set; }

        public void Add(AnalysisResult result, List<double> onsets)
        {
            List<double> left = [.. result.Events.Where(e => e.Kind == EventKind.Jerk).Select(e => e.OnsetSeconds)];
            _found += left.Count;
            _jerks += onsets.Count;
            RateRatio += (result.Channels[0].Jerks!.RatePerMinute ?? 0) / (onsets.Count * 60 / Seconds);
            foreach (double onset in onsets)
            {
                int at = left.FindIndex(time => Math.Abs(time - onset) <= tolerance);
                if (at >= 0)
                {
                    left.RemoveAt(at);
                    _hits++;
                }
            }
        }
    }
}

/// <summary>What a kind of loss cost; the largest error of a frequency is NaN where one rhythm was missed.</summary>
internal readonly record struct GapCost(double F1, double RateRatio, double EmgHzOff, double AccelerationHzOff, double TapF1, double TapRateRatio);

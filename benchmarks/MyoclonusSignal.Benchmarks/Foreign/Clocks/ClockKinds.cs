using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Benchmarks.Foreign.Clocks;

/// <summary>A table whose clock is of one kind, and when its taps truly begin by that clock.</summary>
/// <param name="Text">The table.</param>
/// <param name="Onsets">The times of the taps by the clock that the samples were taken at, in seconds from the first row.</param>
internal sealed record ClockRecording(string Text, IReadOnlyList<double> Onsets);

/// <summary>
/// Taps on an accelerometer under ten kinds of clock. The signal is made at the true times of the samples, so a sample that the
/// clock moves carries what the sensor held then; what the table states are the stamps.
/// </summary>
internal static class ClockKinds
{
    /// <summary>The option with which a kind whose name ends so is read.</summary>
    public const string AsUneven = "--clock uneven";

    private const double Rate = 100;
    private const double TapSeconds = 0.15;
    private const double TapHz = 12;
    private const double TapG = 1;
    private const double NoiseG = 0.01;

    private static readonly Dictionary<string, Func<Random, int, Clock>> Kinds = new()
    {
        ["even"] = (_, rows) => Clock.Of(rows, i => i / Rate),
        ["jittered stamps, 0.3 of a step"] = (random, rows) => Clock.Of(rows, i => i / Rate, i => (i + (0.6 * (random.NextDouble() - 0.5))) / Rate),
        ["uneven samples, steps of 0.5 to 1.5"] = (random, rows) => Clock.Of(rows, Walk(random, rows, 0.5)),
        ["the same with " + AsUneven] = (random, rows) => Clock.Of(rows, Walk(random, rows, 0.5)),
        ["coarse, 0.1 s"] = (_, rows) => Clock.Of(rows, i => i / Rate, i => Math.Floor(i / 10.0) / 10),
        ["milliseconds at 97 Hz"] = (_, rows) => Clock.Of(rows, i => i / 97.0, i => Math.Round(i * 1000 / 97.0) / 1000),
        ["packets of 8 stamped on arrival"] = (random, rows) => Clock.Of(rows, i => i / Rate, Packets(random, rows, 8)),
        ["rate steps by 1 %"] = (_, rows) => Clock.Of(rows, i => (Math.Min(i, rows / 2) + (1.01 * Math.Max(0, i - (rows / 2)))) / Rate),
        ["drifts by 3 %"] = (_, rows) => Clock.Of(rows, i => i / Rate * (1 + (0.015 * i / rows))),
        ["a minute missing"] = (_, rows) => Clock.Of(rows, i => (i / Rate) + (i >= rows / 3 ? 60 : 0)),
        ["3 % of the rows missing"] = (random, rows) =>
        {
            int at = 0;
            double[] times = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                times[i] = at / Rate;
                at += random.NextDouble() < 0.03 ? 2 : 1;
            }

            return Clock.Of(rows, i => times[i]);
        },
    };

    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Makes a minute of taps, one in two to three seconds.</summary>
    public static ClockRecording Make(string kind, int seed)
    {
        Random random = new(seed);
        const int Rows = 6000;
        Clock clock = Kinds[kind](random, Rows);
        List<double> onsets = [];
        int next = 250;
        double[] signal = new double[Rows];
        while (next < Rows - 150)
        {
            // Between two samples; behind a gap by more than the taps last.
            double onset = clock.True[next] + (random.NextDouble() / Rate);
            if (clock.True[next + 25] - clock.True[next - 25] < 1)
            {
                onsets.Add(onset);
                for (int i = next; i < next + 40; i++)
                {
                    double since = clock.True[i] - onset;
                    signal[i] += since is >= 0 and < TapSeconds ? TapG * Math.Sin(2 * Math.PI * TapHz * since) * Math.Exp(-since / (TapSeconds / 3)) : 0;
                }
            }

            next += 200 + random.Next(100);
        }

        StringBuilder text = new("time_s,acc_x [g],acc_y [g],acc_z [g]\n");
        for (int i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{clock.Stamps[i]:0.000000},{signal[i] + Noise(random):0.00000},{Noise(random):0.00000},{1 + Noise(random):0.00000}\n");
        }

        return new ClockRecording(text.ToString(), [.. onsets.Select(onset => onset - clock.True[0])]);
    }

    private static Func<int, double> Walk(Random random, int rows, double spread)
    {
        double[] times = new double[rows];
        for (int i = 1; i < rows; i++)
        {
            times[i] = times[i - 1] + ((1 + (2 * spread * (random.NextDouble() - 0.5))) / Rate);
        }

        return i => times[i];
    }

    private static Func<int, double> Packets(Random random, int rows, int size)
    {
        double[] times = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            // A packet leaves when its last sample is taken, and travels for up to 10 ms; its rows are written within a millisecond.
            times[i] = i % size == 0 ? ((i + size - 1) / Rate) + (0.01 * random.NextDouble()) : times[i - 1] + 1e-4;
        }

        return i => times[i];
    }

    private static double Noise(Random random) =>
        NoiseG * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>When samples were taken, and what was written.</summary>
    private sealed record Clock(double[] True, double[] Stamps)
    {
        public static Clock Of(int rows, Func<int, double> time, Func<int, double>? stamp = null) => new(
            [.. Enumerable.Range(0, rows).Select(time)], [.. Enumerable.Range(0, rows).Select(stamp ?? time)]);
    }
}

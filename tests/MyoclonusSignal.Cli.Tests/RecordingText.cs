using System.Globalization;

namespace MyoclonusSignal.Cli.Tests;

/// <summary>Small recordings as text, to be broken in one place.</summary>
internal static class RecordingText
{
    public const string Header = "time_s,emg_ta [uV],emg_eo [uV]";

    /// <summary>Two seconds of noise on two channels at 1000 Hz: a time axis and two cells per row, without the header.</summary>
    public static string[] Rows()
    {
        Random random = new(20260101);
        return [.. Enumerable.Range(0, 2000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i / 1000.0:0.000},{Noise(random):0.000},{Noise(random):0.000}"))];
    }

    public static string Whole() => Join([Header, .. Rows()]);

    /// <summary>The recording with one row (counted from 1, after the header) replaced.</summary>
    public static string WithRow(int number, string row)
    {
        string[] rows = Rows();
        rows[number - 1] = row;
        return Join([Header, .. rows]);
    }

    public static string Join(IEnumerable<string> lines) => string.Join("\n", lines) + "\n";

    private static double Noise(Random random) => 5 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
}

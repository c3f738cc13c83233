using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Writes numbers for header fields of eight characters: positional, with a decimal point, never with an exponent.</summary>
internal static class HeaderNumber
{
    public const int Width = 8;
    private const double Least = -9_999_999;
    private const double Most = 99_999_999;

    /// <summary>Gives the nearest number that fits, as text.</summary>
    public static string Nearest(double value) => Format(value, Math.Round);

    /// <summary>Gives the largest number that fits and is not above a value.</summary>
    public static string Down(double value) => Format(value, Math.Floor);

    /// <summary>Gives the smallest number that fits and is not below a value.</summary>
    public static string Up(double value) => Format(value, Math.Ceiling);

    /// <summary>Returns true if a number has at most eight characters once its decimals are rounded.</summary>
    public static bool Fits(double value) => value is >= Least and <= Most;

    public static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Format(double value, Func<double, double> round)
    {
        for (int decimals = Width - 2; decimals >= 0; decimals--)
        {
            double scale = Math.Pow(10, decimals);
            double rounded = round(value * scale) / scale;
            string text = rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
            if (text.Length <= Width)
            {
                return text is "-0" ? "0" : text;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a number from -9999999 to 99999999, as a field of EDF has eight characters.");
    }
}

using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>How one signal is written: its label, its ranges, and digital values of physical ones.</summary>
internal sealed class SignalPlan
{
    private const int LabelCharacters = 16;

    // Ten bits: with fewer steps a recording is another one.
    private const double LeastSteps = 1000;

    private readonly double _scale;
    private readonly double _physicalMinimum;
    private readonly int _digitalMinimum;
    private readonly int _digitalMaximum;

    public SignalPlan(string name, string? unit, string label, double minimum, double maximum, bool isBdf)
    {
        Name = name;
        Label = label;
        if (!(minimum <= maximum))
        {
            (minimum, maximum) = (-1, 1);
        }

        (Unit, _scale) = WrittenUnit(name, unit, minimum, maximum);
        (minimum, maximum) = (minimum * _scale, maximum * _scale);
        (PhysicalMinimumText, PhysicalMaximumText) = (HeaderNumber.Down(minimum), HeaderNumber.Up(maximum));
        if (HeaderNumber.Parse(PhysicalMinimumText) == HeaderNumber.Parse(PhysicalMaximumText))
        {
            PhysicalMaximumText = HeaderNumber.Up(maximum + 1);
        }

        _physicalMinimum = HeaderNumber.Parse(PhysicalMinimumText);
        _digitalMinimum = isBdf ? -8_388_608 : short.MinValue;
        _digitalMaximum = isBdf ? 8_388_607 : short.MaxValue;
        Step = (HeaderNumber.Parse(PhysicalMaximumText) - _physicalMinimum) / ((double)_digitalMaximum - _digitalMinimum);
        ThrowIfCoarse(minimum, maximum);
    }

    public string Name { get; }

    /// <summary>Gets the unit written: the recording's, or a larger one where its numbers are too long for the header.</summary>
    public string? Unit { get; }

    public string Label { get; }

    public string PhysicalMinimumText { get; }

    public string PhysicalMaximumText { get; }

    /// <summary>Gets the step of quantisation in the unit written.</summary>
    public double Step { get; }

    /// <summary>Gets the step of quantisation in the recording's unit.</summary>
    public double RecordingStep => Step / _scale;

    public string DigitalMinimumText => _digitalMinimum.ToString(CultureInfo.InvariantCulture);

    public string DigitalMaximumText => _digitalMaximum.ToString(CultureInfo.InvariantCulture);

    /// <summary>Finds the unit in which the range has at most eight characters: the recording's own, or the next larger one that has.</summary>
    private static (string? Unit, double Scale) WrittenUnit(string name, string? unit, double minimum, double maximum)
    {
        double top = maximum == minimum ? maximum + 1 : maximum;
        foreach ((string? larger, double scale) in (IEnumerable<(string?, double)>)[(unit, 1), .. Units.LargerThan(unit)])
        {
            if (HeaderNumber.Fits(minimum * scale) && HeaderNumber.Fits(top * scale))
            {
                return (larger, scale);
            }
        }

        throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"The values of {name}, {minimum:G4} to {maximum:G4} {unit ?? "(no unit)"}, are too large for EDF, which holds numbers from -9999999 to 99999999."));
    }

    /// <summary>A field of the header has eight characters: 0.000001 is the smallest limit that is not 0.</summary>
    private void ThrowIfCoarse(double minimum, double maximum)
    {
        double lost = maximum > minimum ? Step : Math.Abs(_physicalMinimum + ((Digital(minimum / _scale) - _digitalMinimum) * Step) - minimum);
        double size = maximum > minimum ? maximum - minimum : Math.Abs(minimum);
        if (lost > size / LeastSteps)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The values of {Name}, {minimum:G4} to {maximum:G4} {Unit ?? "(no unit)"}, are too small for EDF, which would hold them in steps of {Step:0.#E+0}: give the channel in a smaller unit."));
        }
    }

    /// <summary>Gives the digital value of a sample; a missing one has that of the physical value nearest to 0.</summary>
    public int Digital(double sample)
    {
        double steps = Math.Round(((double.IsFinite(sample) ? sample * _scale : 0) - _physicalMinimum) / Step);
        return (int)Math.Clamp(steps + _digitalMinimum, _digitalMinimum, _digitalMaximum);
    }

    /// <summary>Gives labels of at most sixteen characters of ASCII, each of its own.</summary>
    public static string[] Labels(IEnumerable<string> names)
    {
        HashSet<string> taken = new(StringComparer.Ordinal) { "EDF Annotations", "BDF Annotations" };
        return [.. names.Select(name =>
        {
            string label = Ascii(name, LabelCharacters);
            for (int i = 2; !taken.Add(label); i++)
            {
                string number = string.Create(CultureInfo.InvariantCulture, $"~{i}");
                label = Ascii(name, LabelCharacters - number.Length) + number;
            }

            return label;
        })];
    }

    /// <summary>Printable ASCII, the micro sign as u, at most so many characters.</summary>
    public static string Ascii(string text, int characters)
    {
        StringBuilder ascii = new();
        foreach (char letter in text.Trim().Normalize(NormalizationForm.FormD))
        {
            if (ascii.Length < characters && !(CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark))
            {
                ascii.Append(letter switch { 'µ' or 'μ' => 'u', '²' => '2', >= ' ' and <= '~' => letter, _ => '?' });
            }
        }

        return ascii.Length == 0 ? "?" : ascii.ToString().TrimEnd();
    }
}

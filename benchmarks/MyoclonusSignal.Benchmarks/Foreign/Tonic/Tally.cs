using System.Globalization;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Benchmarks.Foreign.Tonic;

/// <summary>Counts what was found of what is there.</summary>
internal record struct Tally
{
    private List<double>? _errors;

    /// <summary>Gets the number of true events.</summary>
    public int True { get; private set; }

    /// <summary>Gets the number of onsets found.</summary>
    public int Found { get; private set; }

    /// <summary>Gets the number of true events that an onset belongs to.</summary>
    public int Matched { get; private set; }

    public readonly double MedianErrorMilliseconds => _errors is { Count: > 0 } errors ? 1000 * errors.Order().ElementAt(errors.Count / 2) : double.NaN;

    public readonly double Within(double seconds) => _errors is { Count: > 0 } errors ? errors.Count(e => Math.Abs(e) <= seconds) / (double)errors.Count : double.NaN;

    /// <summary>Matches each true event with the nearest onset that is left.</summary>
    public void Add(List<Interval> truth, double[] onsets, double tolerance)
    {
        True += truth.Count;
        Found += onsets.Length;
        _errors ??= [];
        int[] partners = NearestOnset.Match(truth.Select(interval => interval.StartSeconds), onsets, tolerance);
        for (int i = 0; i < partners.Length; i++)
        {
            if (partners[i] >= 0)
            {
                Matched++;
                _errors.Add(onsets[partners[i]] - truth[i].StartSeconds);
            }
        }
    }

    public override readonly string ToString()
    {
        double recall = True == 0 ? 0 : (double)Matched / True;
        double precision = Found == 0 ? 0 : (double)Matched / Found;
        double f1 = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision);
        return string.Create(CultureInfo.InvariantCulture, $"{recall:0.000} / {precision:0.000} / {f1:0.000}");
    }
}

namespace MyoclonusSignal.Detection;

/// <summary>How much of a template, and how purely it, stands at every place of a signal.</summary>
internal sealed class MatchedFilter
{
    private readonly int _half;
    private readonly double[] _height;
    private readonly double[] _correlation;

    /// <summary>Initializes a new instance of the <see cref="MatchedFilter"/> class.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="template">The template, of odd length and unit energy.</param>
    public MatchedFilter(float[] signal, float[] template)
    {
        _half = template.Length / 2;
        _height = new double[signal.Length];
        _correlation = new double[signal.Length];
        for (int centre = _half; centre < signal.Length - _half; centre++)
        {
            ReadOnlySpan<float> stretch = signal.AsSpan(centre - _half, template.Length);
            _correlation[centre] = Correlation(template, stretch, out _height[centre]);
        }
    }

    /// <summary>Gives the height of the template at a place.</summary>
    public double Height(int at) => _height[at];

    /// <summary>Gives the correlation coefficient of the template with the signal at a place.</summary>
    public double Correlation(int at) => _correlation[at];

    /// <summary>Gives the places where the template is higher than beside them and as pure as said.</summary>
    public List<int> Peaks(double leastCorrelation)
    {
        List<int> peaks = [];
        for (int at = _half; at < _height.Length - _half; at++)
        {
            if (_correlation[at] >= leastCorrelation && _height[at] >= _height[at - 1] && _height[at] > _height[at + 1])
            {
                peaks.Add(at);
            }
        }

        return peaks;
    }

    /// <summary>Gives the largest correlation coefficient of a template anywhere within a stretch that is little longer.</summary>
    public static double Best(ReadOnlySpan<float> stretch, ReadOnlySpan<float> template)
    {
        double best = double.NegativeInfinity;
        for (int first = 0; first + template.Length <= stretch.Length; first++)
        {
            best = Math.Max(best, Correlation(template, stretch.Slice(first, template.Length), out _));
        }

        return best;
    }

    private static double Correlation(ReadOnlySpan<float> template, ReadOnlySpan<float> stretch, out double height)
    {
        height = ShapeMatch.Dot(template, stretch);
        return height / Math.Sqrt(Math.Max(ShapeMatch.Dot(stretch, stretch), 1e-30));
    }
}

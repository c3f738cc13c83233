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
            double product = ShapeMatch.Dot(template, stretch);
            double energy = ShapeMatch.Dot(stretch, stretch);
            _height[centre] = product;
            _correlation[centre] = product / Math.Sqrt(Math.Max(energy, 1e-30));
        }
    }

    /// <summary>Gets the number of places.</summary>
    public int Length => _height.Length;

    /// <summary>Gives the height of the template at a place.</summary>
    public double Height(int at) => _height[at];

    /// <summary>Gives the correlation coefficient of the template with the signal at a place.</summary>
    public double Correlation(int at) => _correlation[at];

    /// <summary>Gives the places of the best likeness, each the best within so many samples to either side.</summary>
    public List<int> Find(double leastCorrelation, int apart)
    {
        List<int> found = [];
        for (int at = _half; at < _height.Length - _half; at++)
        {
            bool isPeak = _correlation[at] >= leastCorrelation && _height[at] >= _height[at - 1] && _height[at] > _height[at + 1];
            if (!isPeak)
            {
                continue;
            }

            if (found.Count == 0 || at - found[^1] >= apart)
            {
                found.Add(at);
            }
            else if (_height[at] > _height[found[^1]])
            {
                found[^1] = at;
            }
        }

        return found;
    }

    /// <summary>Gives the place of the greatest height from <paramref name="first"/> to <paramref name="last"/>, or −1.</summary>
    public int Highest(int first, int last, double leastCorrelation)
    {
        int best = -1;
        for (int at = Math.Max(_half + 1, first); at <= Math.Min(last, _height.Length - _half - 2); at++)
        {
            bool isPeak = _correlation[at] >= leastCorrelation && _height[at] >= _height[at - 1] && _height[at] > _height[at + 1];
            if (isPeak && (best < 0 || _height[at] > _height[best]))
            {
                best = at;
            }
        }

        return best;
    }
}

namespace MyoclonusSignal.Rhythm;

/// <summary>Decides whether a peak is a harmonic of something slower than the band: a voluntary movement, steps, the heart.</summary>
/// <remarks>
/// A slower rhythm g = f/m puts peaks at g, 2g, 3g, …. Those at multiples of f say nothing, since f alone makes them too.
/// The others are compared with the valleys half-way to their neighbours: a comb has most of them, chance one or two.
/// </remarks>
internal sealed class HarmonicComb
{
    // A comb finer than this is not resolved by the window (Hann: four bins from zero to zero).
    private const double LeastSpacingBins = 4;

    // A tooth counts when noise alone would seldom make it: above 2.5 standard errors, and by half the valleys' power.
    private const double ClearContrast = 0.4;
    private const double ClearErrors = 2.5;
    private const double WantedFraction = 0.6;

    // Of all the combs tried, noise makes one of this score in less than one of a hundred records (by simulation).
    private const double WantedScore = 6;

    // Of one comb whose slow rhythm is known, so much is enough.
    private const double WantedErrors = 3;

    // A movement of which the peak is a harmonic has at least a tenth of its amplitude in a tooth below it. A tremor has faint lines
    // at any fraction of its frequency, by how the sensor sits.
    internal const double LeastWeight = 0.01;

    private readonly double[] _density;
    private readonly WindowedPower _power;
    private double _standardError;

    public HarmonicComb(WindowedPower power, int firstWindow, int endWindow)
        : this(power)
    {
        Load(firstWindow, endWindow);
    }

    public HarmonicComb(WindowedPower power)
    {
        _power = power;
        _density = new double[power.BinCount];
    }

    /// <summary>Looks at a range of windows, which there must be.</summary>
    public void Load(int firstWindow, int endWindow)
    {
        _power.Average(firstWindow, endWindow, _density);
        _standardError = Math.Sqrt(1.5 / _power.EffectiveCount(firstWindow, endWindow));
    }

    /// <summary>Finds the slower rhythm that explains a peak best.</summary>
    /// <param name="peakHz">Frequency of the peak.</param>
    /// <param name="bandLowHz">Only rhythms below this are looked for.</param>
    /// <param name="slowHz">Receives the slower rhythm's frequency.</param>
    /// <param name="order">Receives which of its harmonics the peak is.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryExplain(double peakHz, double bandLowHz, out double slowHz, out int order)
    {
        double least = LeastSpacingBins / _power.WindowSeconds;
        double best = 0;
        slowHz = 0;
        order = 0;
        for (int m = 2; peakHz / m >= least; m++)
        {
            double uncertainty = 0.25 / _power.WindowSeconds / m;
            for (int step = -4; step <= 4; step++)
            {
                double g = (peakHz / m) + (uncertainty * step / 4);
                double score = g < bandLowHz && HasWeight(g, m) ? Score(g, m) : 0;
                if (score > best)
                {
                    (best, slowHz, order) = (score, g, m);
                }
            }
        }

        return order > 0;
    }

    /// <summary>Returns true if a slower rhythm that is known already has a comb of harmonics to which a peak belongs.</summary>
    /// <param name="slowHz">Frequency of the slower rhythm.</param>
    /// <param name="order">Which harmonic the peak would be.</param>
    /// <remarks>
    /// Neither the slow rhythm's own tooth counts, nor the peak and its multiples, which are there in either case: the teeth
    /// between them must stand out together. Three standard errors are passed by chance in one of 700 such pairs.
    /// </remarks>
    public bool Confirms(double slowHz, int order)
    {
        double highest = (_power.BinCount - 2) * _power.StepHz;
        double sum = 0;
        int teeth = 0;
        for (int k = 2; (k + 0.5) * slowHz < highest && k < 2 * order; k++)
        {
            if (k % order != 0)
            {
                sum += Contrast(k, slowHz);
                teeth++;
            }
        }

        return teeth > 0 && sum >= WantedErrors * _standardError * Math.Sqrt(teeth) && HasWeight(slowHz, order);
    }

    // Whether one of the teeth below the peak is more than a trace beside it.
    private bool HasWeight(double spacingHz, int order)
    {
        double least = LeastWeight * Excess(order, spacingHz);
        for (int k = 1; k < order; k++)
        {
            if (Excess(k, spacingHz) >= least)
            {
                return true;
            }
        }

        return false;
    }

    // What a tooth has more than the valleys on both sides.
    private double Excess(int tooth, double spacingHz) =>
        At(tooth * spacingHz) - (0.5 * (At((tooth - 0.5) * spacingHz) + At((tooth + 0.5) * spacingHz)));

    // The mean log ratio of teeth to valleys, in its standard errors; 0 where too few teeth stand out. The clearest tooth
    // does not count: another rhythm that happens to stand there would make a comb of its own.
    private double Score(double spacingHz, int order)
    {
        double highest = (_power.BinCount - 2) * _power.StepHz;
        double clearContrast = Math.Max(ClearContrast, ClearErrors * _standardError);
        int teeth = 0;
        int clear = 0;
        bool isLowClear = false;
        double sum = 0;
        double clearest = double.NegativeInfinity;
        for (int k = 1; (k + 0.5) * spacingHz < highest && k < 2 * order; k++)
        {
            if (k % order == 0)
            {
                continue;
            }

            double contrast = Contrast(k, spacingHz);
            clearest = Math.Max(clearest, contrast);
            sum += contrast;
            teeth++;
            if (contrast > clearContrast)
            {
                clear++;
                isLowClear |= k <= 2;
            }
        }

        // A movement shows in one of its own first two harmonics, whatever else it does.
        double score = isLowClear && teeth >= 2 && clear >= WantedFraction * teeth
            ? (sum - clearest) / (_standardError * Math.Sqrt(teeth - 1))
            : 0;
        return score > WantedScore ? score : order == 2 ? Octave(spacingHz) : 0;
    }

    // With jitter only two teeth are left. A peak at twice the frequency of a clear and taller one is its harmonic.
    private double Octave(double spacingHz)
    {
        double first = Contrast(1, spacingHz);
        double score = first / _standardError;
        return score > WantedScore && first > Contrast(2, spacingHz) ? score : 0;
    }

    // Log ratio of a tooth to the valleys on both sides.
    private double Contrast(int tooth, double spacingHz)
    {
        double valleys = 0.5 * (At((tooth - 0.5) * spacingHz) + At((tooth + 0.5) * spacingHz));
        return Math.Log(Math.Max(At(tooth * spacingHz), 1e-290) / Math.Max(valleys, 1e-290));
    }

    private double At(double frequencyHz)
    {
        double position = frequencyHz / _power.StepHz;
        int bin = Math.Clamp((int)position, 0, _density.Length - 2);
        double part = position - bin;
        return (_density[bin] * (1 - part)) + (_density[bin + 1] * part);
    }
}

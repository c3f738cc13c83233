namespace MyoclonusSignal.Rhythm;

/// <summary>Looks for a peak in the whole record, and in stretches of it.</summary>
internal sealed class PeakSearch
{
    // A stretch to scan is at least this many windows long; each next scale doubles it.
    private const double ShortestStretchWindows = 4;
    private readonly SmoothBackground _background;
    private readonly double[] _average;
    private readonly double[] _flat;
    private readonly double[] _single;

    public PeakSearch(WindowedPower power, PeakShape shape, RhythmOptions options)
    {
        Power = power;
        Test = new PeakTest(power, shape, options.BandLowHz, options.BandHighHz);
        _background = new SmoothBackground(power, options.BandLowHz / 3);
        _average = new double[power.BinCount];
        _flat = new double[power.BinCount];
        _single = new double[power.BinCount];
    }

    public WindowedPower Power { get; }

    public PeakTest Test { get; }

    public ReadOnlySpan<double> Average => _average;

    public ReadOnlySpan<double> Flat => _flat;

    public PeakFinding Whole() => At(0, Power.Count);

    public PeakFinding At(int first, int end)
    {
        Load(first, end);
        return Found(first, end);
    }

    /// <summary>Averages a range of windows into <see cref="Average"/> and <see cref="Flat"/>.</summary>
    public void Load(int first, int end)
    {
        Power.Average(first, end, _average);
        _background.Flatten(_average, _flat);
    }

    /// <summary>The prominence of a candidate in the windows [first, end) without those in [holeFirst, holeEnd).</summary>
    public double Prominence(int first, int end, int holeFirst, int holeEnd, int index)
    {
        double[] hole = _single;
        Power.Average(first, end, _average);
        Power.Average(holeFirst, holeEnd, hole);
        int left = end - first - (holeEnd - holeFirst);
        for (int b = 0; b < hole.Length; b++)
        {
            _average[b] = Math.Max(0, ((_average[b] * (end - first)) - (hole[b] * (holeEnd - holeFirst))) / left);
        }

        _background.Flatten(_average, _flat);
        double prominence = Test.Prominence(_flat, index);
        Load(first, end);
        return prominence;
    }

    /// <summary>The mean power of a candidate in one window.</summary>
    public double Core(int window, int index)
    {
        return Test.CoreMean(Power.One(window), index);
    }

    /// <summary>The surest stretch of each length, its probability corrected for the number of stretches of all lengths.</summary>
    /// <param name="minimumProminence">What a stretch must have to count.</param>
    public IReadOnlyList<PeakFinding> Scan(double minimumProminence)
    {
        int shortest = (int)Math.Ceiling(ShortestStretchWindows * Power.WindowLength / Power.Hop);
        int scales = 0;
        for (int length = shortest; length * 3 / 2 <= Power.Count; length *= 2)
        {
            scales++;
        }

        List<PeakFinding> found = [];
        PeakFinding[] surest = scales == 0 ? [] : new StretchScan(this, shortest, scales, minimumProminence).Run();
        double[] most = [.. Enumerable.Range(0, scales).Select(scale => MostStretches(shortest << scale, minimumProminence))];
        for (int scale = 0; scale < scales; scale++)
        {
            if (surest[scale].Search is null)
            {
                continue;
            }

            // Each length has the same share, but no more than noise can use of it: a long stretch seldom has the prominence wanted.
            double wanted = surest[scale].Evidence.Probability * Stretches(shortest << scale);
            double probability = Math.Min(1, most.Sum(reached => Math.Min(reached, wanted)));
            found.Add(surest[scale] with { Evidence = surest[scale].Evidence with { Probability = probability } });
        }

        return found;
    }

    /// <summary>Returns true if a stretch, whose windows are summed already, has a peak of a prominence.</summary>
    public bool TryFind(int first, int end, double[] sum, double minimumProminence, out PeakFinding found)
    {
        for (int b = 0; b < _average.Length; b++)
        {
            _average[b] = sum[b] / (end - first);
        }

        _background.Flatten(_average, _flat);
        found = default;
        if (Test.LargestProminence(_flat) < minimumProminence)
        {
            return false;
        }

        found = Found(first, end);
        return found.Evidence.Prominence >= minimumProminence;
    }

    private PeakFinding Found(int first, int end) =>
        new(this, first, end, Test.Strongest(_flat, Power.TailCount(first, end)));

    private int Stretches(int length) => ((Power.Count - length) / (length / 2)) + 1;

    // How many stretches of noise are expected to reach a prominence, which depends little on the candidate: the middle one.
    private double MostStretches(int length, double minimumProminence)
    {
        int middle = (Test.BandStart + Test.BandEnd) / 2;
        return Stretches(length) * Test.MaximumProbability(minimumProminence, middle, Power.TailCount(0, length));
    }
}

/// <summary>A peak and the windows in which it was found.</summary>
/// <param name="Search">The search that found it.</param>
/// <param name="FirstWindow">The first window.</param>
/// <param name="EndWindow">The window behind the last one.</param>
/// <param name="Evidence">The peak.</param>
internal readonly record struct PeakFinding(PeakSearch Search, int FirstWindow, int EndWindow, PeakEvidence Evidence)
{
    // Where a train of 6 dB fills a stretch, the power is so many times that of the quiet rest; where jerks go on through the record, a
    // stretch has at most 2.5 times that of the rest.
    private const double AloneRatio = 6;

    /// <summary>Gets how its phase goes on from cycle to cycle; null where that was not asked.</summary>
    public PhaseEvidence? Phase { get; init; }

    /// <summary>Gets a value indicating whether single pulses make the peak.</summary>
    public bool IsPulseShape => Phase is PhaseEvidence phase && !phase.IsRhythm(Evidence.Prominence, StandsAlone() ? double.PositiveInfinity : Seconds * Evidence.FrequencyHz);

    private double Seconds =>
        (Search.Power.StartOf(EndWindow - 1) + Search.Power.WindowLength - Search.Power.StartOf(FirstWindow)) / Search.Power.SampleRate;

    /// <summary>The same with its probability corrected for being one of several tests, with a share of the level.</summary>
    public PeakFinding Shared(double share) =>
        this with { Evidence = Evidence with { Probability = Math.Min(1, Evidence.Probability / share) } };

    // The whole record is not chosen, nor is the one stretch of a record that is quiet otherwise: there are not many that might have
    // been it. The windows that reach into the stretch are not of the rest.
    private bool StandsAlone()
    {
        WindowedPower power = Search.Power;
        int reach = power.WindowLength / power.Hop;
        double inside = 0;
        double outside = 0;
        int rest = 0;
        for (int k = 0; k < power.Count; k++)
        {
            if (k >= FirstWindow && k < EndWindow)
            {
                inside += power.LevelOf(k);
            }
            else if (k < FirstWindow - reach || k >= EndWindow + reach)
            {
                outside += power.LevelOf(k);
                rest++;
            }
        }

        return rest == 0 || inside * rest >= AloneRatio * outside * (EndWindow - FirstWindow);
    }

    /// <summary>The prominence that is left without the window that adds most to the peak and those that share half of it.</summary>
    /// <remarks>Of fewer than four independent windows none can be spared.</remarks>
    public double WithoutItsStrongestMoment()
    {
        WindowedPower power = Search.Power;
        if (power.EffectiveCount(FirstWindow, EndWindow) / power.EffectiveAxes < 4)
        {
            return Evidence.Prominence;
        }

        int strongest = FirstWindow;
        double most = 0;
        for (int k = FirstWindow; k < EndWindow; k++)
        {
            double core = Search.Core(k, Evidence.Index);
            (strongest, most) = core > most ? (k, core) : (strongest, most);
        }

        int reach = power.WindowLength / (2 * power.Hop);
        double prominence = Search.Prominence(
            FirstWindow, EndWindow, Math.Max(FirstWindow, strongest - reach), Math.Min(EndWindow, strongest + reach + 1), Evidence.Index);
        return prominence;
    }
}

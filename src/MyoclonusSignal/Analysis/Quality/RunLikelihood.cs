namespace MyoclonusSignal.Analysis;

/// <summary>
/// How long a signal stands still of itself, or goes straight: a run that is longer than chance allows for is none of the signal.
/// </summary>
/// <remarks>
/// A run goes on by one more as often as it does in the quietest second of the signal. A coarse converter, whose runs go on
/// often, so asks for long ones, and where half of the time or of the samples belong to runs, none is too long.
/// </remarks>
/// <param name="sampleRate">The sampling rate in Hz.</param>
/// <param name="leastRun">The shortest run that may be none of the signal.</param>
/// <param name="commonest">How many times as often as on average a run goes on where it does so most easily.</param>
internal sealed class RunLikelihood(double sampleRate, int leastRun, double commonest)
{
    /// <summary>How likely a run may be to begin by chance at a given sample: one in eleven days at 1 kHz.</summary>
    public const double LeastLikely = 1e-9;

    // Where every second neighbour is equal, or a third of the time, standing still is what the signal does.
    private const double MostEqual = 0.5;
    private const double MostStill = 0.3;
    private const double StillSeconds = 30;

    // Between two stretches that are its own, as at rest behind a noise gate, a signal moves for a burst; noise goes on for longer.
    private const double LeastMovingSeconds = 5;

    // Packets are not lost more often than this in a second; more long runs are the signal's own.
    private const int MostLosses = 5;

    // Neighbours are compared by the second, or by as many samples as tell a share of one in a few hundred.
    private const double WindowSeconds = 1;
    private const int WindowSamples = 1000;
    private const int LeastPartSamples = 50;
    private const int LeastPairs = 20;

    // Twice the deviation of a count, and the count that none seen leaves open (95 %).
    private const double CountDeviates = 2;
    private const double UnseenCount = 3;

    private readonly int _window = Math.Max(WindowSamples, (int)Math.Ceiling(WindowSeconds * sampleRate));
    private double _equalShare = UnseenCount / WindowSamples;
    private double _stillShare;
    private double _movingSeconds;
    private double _stretches;
    private long _windowSamples;
    private long _movingSamples;
    private long _pairs;
    private long _triples;
    private int _runs;
    private int _longRuns;

    /// <summary>Takes in a run that has ended.</summary>
    public void Add(long run)
    {
        _windowSamples += run;
        _runs += run > 0 ? 1 : 0;
        _longRuns += run >= leastRun ? 1 : 0;
        if (run < leastRun)
        {
            _movingSamples += run;
            _pairs += Math.Max(0, run - 1);
            _triples += Math.Max(0, run - 2);
        }

        if (_windowSamples >= _window)
        {
            EndWindow();
        }
    }

    /// <summary>Takes in so many runs of one sample each.</summary>
    public void AddSingles(long count)
    {
        while (count > 0)
        {
            long taken = Math.Min(count, _window - _windowSamples);
            _windowSamples += taken;
            _movingSamples += taken;
            _runs += (int)taken;
            count -= taken;
            if (_windowSamples >= _window)
            {
                EndWindow();
            }
        }
    }

    /// <summary>Ends what is learned ahead.</summary>
    /// <param name="still">The number of samples in long runs.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="longRuns">The number of long runs.</param>
    public void EndLearning(long still, long count, long longRuns)
    {
        EndWindow();
        _stillShare = (double)still / Math.Max(1, count);
        (_movingSeconds, _stretches) = ((count - still) / sampleRate, longRuns);
    }

    /// <summary>How many samples make a run too long; 0 where none do.</summary>
    public int Needed()
    {
        double share = commonest * Math.Max(_equalShare, EqualShare());
        return share > MostEqual || (_stillShare > MostStill && _movingSeconds < LeastMovingSeconds * _stretches) ? 0 : Math.Max(leastRun, 1 + (int)Math.Ceiling(Math.Log(LeastLikely) / Math.Log(share)));
    }

    /// <summary>The quietest window counts from now on.</summary>
    private void EndWindow()
    {
        _equalShare = Math.Max(_equalShare, EqualShare());
        double memory = Math.Exp(-_windowSamples / (StillSeconds * sampleRate));
        _stillShare = (memory * _stillShare) + ((1 - memory) * (1 - ((double)_movingSamples / Math.Max(1, _windowSamples))));
        _movingSeconds = (memory * _movingSeconds) + (_movingSamples / sampleRate);
        _stretches = (memory * _stretches) + _longRuns;
        (_windowSamples, _movingSamples, _pairs, _triples, _runs, _longRuns) = (0, 0, 0, 0, 0, 0);
    }

    /// <summary>
    /// At most how often a run goes on by one more, by the window so far: as often as neighbours are equal, or as often as a
    /// third one is equal to two, which is more where a signal is smooth or its loudness changes; and where long runs are too
    /// many to be losses, as often as makes so many of the runs that long.
    /// </summary>
    private double EqualShare()
    {
        double most = _movingSamples < LeastPartSamples ? 0
            : (_pairs + (CountDeviates * Math.Sqrt(_pairs)) + (_movingSamples < WindowSamples ? 0 : UnseenCount)) / _movingSamples;
        most = _pairs < LeastPairs ? most : Math.Max(most, (double)_triples / _pairs);
        return _longRuns <= MostLosses * Math.Max(1, _windowSamples / sampleRate) ? most : Math.Max(most, Math.Pow((double)_longRuns / _runs, 1.0 / (leastRun - 1)));
    }
}

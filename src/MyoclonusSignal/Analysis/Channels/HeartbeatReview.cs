using System.Runtime.InteropServices;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// Tells which bursts of an EMG are the heart's: those of which nothing rises out of the noise once the mean beat is taken
/// off. A jerk under a beat remains, and stays an event.
/// </summary>
internal sealed class HeartbeatReview
{
    // Left after subtraction: what loses less than half is not a beat; hearts change from beat to beat, by up to a
    // quarter of the amplitude.
    private const double LeastLoss = 0.5;
    private const double ChangingFraction = 0.06;

    // Some hearts change more than can be subtracted, and fast: more than 3 % of the power of half of their beats is left.
    private const double LeastChange = 0.03;

    // Noise exceeds this deviate in one window of 4300; of 3600 beats of 40 to 150 µV over noise of 5 µV, 1 to 5 stay as
    // jerks. At 4.26 (one in 100,000) twice as many jerks of 3 dB under beats are lost. The mean beat brings a tenth of the
    // floor's power with it.
    private const double NoiseDeviate = 3.5;
    private const double LeftNoise = 1.1;

    // What a heart's change leaves is as slow as the heart: hardly any of it is above 60 Hz, of muscle three quarters and more.
    private const double FastFraction = 0.4;

    // The power left in the largest 24 ms of a beat over what is usually left of its whole QRS complex, without the noise: up
    // to 40 where a second wave has either sign. With a heart that does not change, nothing that rises is as small.
    private const double MostChange = 40;

    // One in five windows of noise lies below this deviate.
    private const double QuietDeviate = -0.84;

    // The windows in which a jerk must be seen: short ones stand out in the first, long and weak ones in the last.
    private static readonly double[] WindowSeconds = [0.024, 0.048, 0.08];

    // An ectopic beat's QRS complex is wide, up to 0.2 s.
    private const double EctopicSeconds = 0.25;
    // Of 4000 beats of real shape none leaves more than four times the usual above 60 Hz in its largest 24 ms.
    private const double MostFastChange = 4;

    // 4 dB, as where a contraction begins in the detector.
    private const double LeastContraction = 2.5;

    // Of muscle three quarters of the power are above 60 Hz and more.
    private const double MuscleFraction = 0.75;
    private const double BeatReachSeconds = 0.06;

    // Two of the longest pulses: there are beats on either side, or would be.
    private const double MostApartSeconds = 3.6;

    // Longer than the default latency of the detector by some seconds.
    private const double LeastLapSeconds = 10;

    private readonly double _sampleRate;
    private readonly double _bandHz;
    private readonly bool _isAlwaysNeeded;
    private readonly HeartbeatSubtractor _subtractor;
    private readonly List<(int Index, Burst Burst)> _waiting = [];
    private readonly List<HeartbeatVerdict?> _verdicts = [];
    private readonly Dictionary<int, Burst> _trimmed = [];
    private long _read;
    private double _usualPower;
    private double _usualLeft;
    private double _usualFast;
    private double _usualNoise;

    /// <summary>Initializes a new instance of the <see cref="HeartbeatReview"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="bandHz">The width of the band of its noise in Hz.</param>
    /// <param name="latencySeconds">How late the detector gives its bursts at most, in seconds.</param>
    /// <param name="removes">Whether the signal without the heart is wanted, and not only the bursts that are the heart's.</param>
    /// <param name="reference">The beats as electrocardiograms of the same recording show them, or <see langword="null"/>.</param>
    public HeartbeatReview(double sampleRate, double bandHz, double latencySeconds, bool removes, ReferenceLeads? reference = null)
    {
        _sampleRate = sampleRate;
        _bandHz = bandHz;
        _isAlwaysNeeded = removes;
        _subtractor = new HeartbeatSubtractor(sampleRate, LapSeconds(latencySeconds), reference);
    }

    /// <summary>Gives how late the signal without the heart comes, in seconds, at most.</summary>
    /// <param name="latencySeconds">How late the detector gives its bursts at most, in seconds.</param>
    public static double DelaySeconds(double latencySeconds) =>
        HeartbeatSubtractor.CoreSeconds + LapSeconds(latencySeconds) + BeatTemplates.MostBeforeSeconds + (2 * HeartbeatSubtractor.BorderSeconds);

    /// <summary>Gets the names of the channels that gave beats.</summary>
    public IReadOnlyCollection<string> BeatsFrom => _subtractor.Told;

    /// <summary>Begins a segment.</summary>
    /// <param name="originSeconds">The time of its first conditioned sample.</param>
    public void BeginSegment(double originSeconds) => _subtractor.OriginSeconds = originSeconds;

    /// <summary>Gets the number of beats subtracted.</summary>
    public int SubtractedCount => _subtractor.SubtractedCount;

    /// <summary>Gets by how many decibels the power of the middle beat fell; NaN without a beat.</summary>
    public double ReductionDb() => _subtractor.ReductionDb();

    /// <summary>Gets the number of samples of the segment taken in.</summary>
    public long Count => _subtractor.Count;

    /// <summary>Gets how many samples there is room for up to the next stretch that is settled.</summary>
    public int Room => _subtractor.Room;

    /// <summary>Tells what is known of a burst, by the index it was added with; <see langword="null"/> while nothing is.</summary>
    public HeartbeatVerdict? Verdict(int index) => index < _verdicts.Count ? _verdicts[index] : null;

    /// <summary>Gives a burst as it is without the heartbeat beside it that was found together with it.</summary>
    public Burst Trimmed(int index, in Burst burst) => _trimmed.GetValueOrDefault(index, burst);

    /// <summary>Takes in samples of the conditioned signal, up to the next stretch that must be read before the rest.</summary>
    /// <returns>How many were taken in; read with <see cref="Read"/>, then call again with the rest.</returns>
    public int Process(ReadOnlySpan<double> input)
    {
        _subtractor.Release();
        int taken = _subtractor.Fill(input);
        if (_subtractor.IsFull)
        {
            long end = _subtractor.NextStart + (long)Math.Round(HeartbeatSubtractor.CoreSeconds * _sampleRate);
            _subtractor.Settle(_isAlwaysNeeded || IsWaitingBefore(end), isLast: false);
            Resolve();
        }

        return taken;
    }

    /// <summary>Gives the next samples without the heart; 0 where none are settled.</summary>
    public int Read(Span<double> output)
    {
        int count = (int)Math.Min(output.Length, _subtractor.SettledEnd - _read);
        _subtractor.CopyCleaned(_read, output[..count]);
        _read += count;
        return count;
    }

    /// <summary>Takes in a burst that the detector has given.</summary>
    /// <param name="index">The index by which it is asked for.</param>
    /// <param name="burst">The burst.</param>
    /// <param name="rejection">Why it is no event whatever the heart does.</param>
    public void Add(int index, in Burst burst, BurstRejection rejection)
    {
        if (rejection == BurstRejection.None && (burst.Kind == EventKind.Jerk || (!_isAlwaysNeeded && burst.Length < MostApartSeconds * _sampleRate)))
        {
            _waiting.Add((index, burst));
            if (_isAlwaysNeeded)
            {
                // It was found in what has settled, which is let go before more settles.
                Resolve();
            }
        }
        else
        {
            Tell(index, HeartbeatVerdict.NoHeartbeat);
        }
    }

    /// <summary>Settles the rest of the segment; <see cref="Read"/> gives what is left of it.</summary>
    public void Finish() => _subtractor.Settle(_isAlwaysNeeded || _waiting.Count > 0, isLast: true);

    /// <summary>Tells the last bursts of the segment and forgets it.</summary>
    public void EndSegment()
    {
        Resolve();
        _waiting.Clear();
        _subtractor.Reset();
        _read = 0;
    }

    private static double LapSeconds(double latencySeconds) => Math.Max(LeastLapSeconds, latencySeconds + 2);

    private bool IsWaitingBefore(long end)
    {
        foreach ((int _, Burst burst) in _waiting)
        {
            if (burst.Start < end)
            {
                return true;
            }
        }

        return false;
    }

    private void Resolve()
    {
        if (_waiting.Count > 0)
        {
            MeasureBeats();
        }

        int left = 0;
        foreach ((int index, Burst burst) in CollectionsMarshal.AsSpan(_waiting))
        {
            if (burst.End > _subtractor.SettledEnd)
            {
                _waiting[left++] = (index, burst);
            }
            else
            {
                Tell(index, Judge(index, burst));
            }
        }

        _waiting.RemoveRange(left, _waiting.Count - left);
    }

    private void Tell(int index, HeartbeatVerdict verdict)
    {
        while (_verdicts.Count <= index)
        {
            _verdicts.Add(null);
        }

        _verdicts[index] = verdict;
    }

    /// <summary>Measures how large the beats usually are, and how much is usually left of them.</summary>
    private void MeasureBeats()
    {
        if (_subtractor.Beats.Count == 0)
        {
            (_usualPower, _usualLeft, _usualFast, _usualNoise) = (0, 0, 0, double.PositiveInfinity);
            return;
        }

        double[] powers = [.. _subtractor.Beats.Where(beat => !beat.IsEctopic).Select(beat => beat.Power).Order()];
        double[] left = [.. _subtractor.Beats.Where(beat => !beat.IsEctopic).Select(beat => beat.LeftPower).Order()];
        _usualPower = Statistics.UpperMedian(powers, ofNone: 0);
        _usualLeft = Statistics.UpperMedian(left, ofNone: 0);
        _usualNoise = _subtractor.QuietPower
            / NormalDistribution.MeanSquareQuantile(Math.Max(1, 2 * _bandHz * HeartbeatSubtractor.QuietSeconds), QuietDeviate);
        int window = (int)Math.Round(WindowSeconds[0] * _sampleRate);
        double reach = BeatReachSeconds * _sampleRate;
        double[] fast = [.. _subtractor.Beats
            .Where(beat => !beat.IsEctopic)
            .Select(beat => _subtractor.LargestPowers((long)(beat.Position - reach), (long)(beat.Position + reach), window).Fast)
            .Order()];
        _usualFast = Statistics.UpperMedian(fast, ofNone: 0);
    }

    private HeartbeatVerdict Judge(int index, in Burst burst)
    {
        double floor = burst.FloorRms * burst.FloorRms;
        if (burst.Kind == EventKind.Contraction)
        {
            return IsBeatsAlone(burst, floor) ? HeartbeatVerdict.Heartbeat : HeartbeatVerdict.NoHeartbeat;
        }

        double before = BeatTemplates.MostBeforeSeconds * _sampleRate;
        double behind = BeatTemplates.MostBehindSeconds * _sampleRate;
        double apart = MostApartSeconds * _sampleRate;
        double reach = BeatReachSeconds * _sampleRate;
        (bool isNear, bool isOnBeat, bool isAmongBeats, bool isBeside) = (false, false, false, false);
        foreach (Heartbeat beat in _subtractor.Beats)
        {
            isAmongBeats |= beat.Position - apart < burst.End && beat.Position + apart > burst.Start;
            isNear |= !beat.IsEctopic && beat.Position - before < burst.End && beat.Position + behind > burst.Start;
            isOnBeat |= !beat.IsEctopic && beat.Position - reach < burst.End && beat.Position + reach > burst.Start;
            isBeside |= !beat.IsEctopic && ((burst.End <= beat.Position && burst.Start >= beat.Position - before)
                || (burst.Start >= beat.Position && burst.End <= beat.Position + behind));
        }

        bool isFast = isOnBeat && RisesFast(burst, floor);
        if (isAmongBeats && !isFast && IsOddBeat(burst, floor))
        {
            return HeartbeatVerdict.Heartbeat;
        }

        if (isNear && !isFast && !RisesWithoutHeart(burst, floor))
        {
            return HeartbeatVerdict.Heartbeat;
        }

        if (isNear && Trim(burst, floor) is Burst trimmed)
        {
            _trimmed.Add(index, trimmed);
        }

        double noise = NoiseOfBeats(floor);
        bool isChanging = _usualLeft - (LeftNoise * noise) > LeastChange * (_usualPower - noise) && _usualPower > noise;
        if (isChanging && (isOnBeat ? !isFast && IsAsLargeAsABeat(burst) : isBeside && IsWave(burst, floor)))
        {
            return HeartbeatVerdict.Heartbeat;
        }

        return isChanging && !_isAlwaysNeeded ? HeartbeatVerdict.Undecided : HeartbeatVerdict.NoHeartbeat;
    }

    /// <summary>Returns true if a short contraction is a few beats with their waves, without which nothing is raised there.</summary>
    private bool IsBeatsAlone(in Burst burst, double floor)
    {
        (double whole, double rest, double _) = _subtractor.LargestPowers(burst.Start, burst.End, (int)burst.Length);
        return rest < LeastContraction * floor && rest - floor < LeastLoss * (whole - floor);
    }

    /// <summary>Returns true if what stands on a beat is as short as a QRS complex and no larger than the largest of them.</summary>
    private bool IsAsLargeAsABeat(in Burst burst) =>
        burst.Length <= EctopicSeconds * _sampleRate && burst.RmsAmplitude * burst.RmsAmplitude < HeartbeatFinder.MostEctopicRatio * _usualPower;

    /// <summary>Returns true if what lies before or behind a beat whose heart changes is its P or T wave: far weaker, and slower than muscle.</summary>
    private bool IsWave(in Burst burst, double floor)
    {
        (double whole, double rest, double fastRest) = _subtractor.LargestPowers(burst.Start, burst.End, (int)burst.Length);
        return whole < _usualPower / BurstHeartbeats.WaveRatio && fastRest - (floor * _subtractor.FastPartOfNoise) < MuscleFraction * (rest - floor);
    }

    /// <summary>
    /// Gives the noise that is usually left with the beats. Beside a contraction the floor of a burst is raised, and holding what is
    /// left of all beats against that would make a heart that changes a steady one.
    /// </summary>
    private double NoiseOfBeats(double floor) => Math.Min(floor, _usualNoise);

    /// <summary>Returns true if more that is faster than a heart is there than noise, or than the beats usually leave.</summary>
    private bool RisesFast(in Burst burst, double floor)
    {
        int window = (int)Math.Round(WindowSeconds[0] * _sampleRate);
        double noise = floor * _subtractor.FastPartOfNoise;
        (_, _, double fast) = _subtractor.LargestPowers(burst.Start, burst.End, window);
        return fast > Math.Max(LeftNoise * NoiseLimit(WindowSeconds[0]) * noise, MostFastChange * _usualFast);
    }

    /// <summary>Looks for the jerk in what is faster than a heart, where the signal holds that: of a heart that changes hardly anything is left there.</summary>
    private Burst? Trim(in Burst burst, double floor)
    {
        int window = (int)Math.Round(WindowSeconds[0] * _sampleRate);
        (double original, _, _) = _subtractor.LargestPowers(burst.Start, burst.End, window);
        double[] cleaned = new double[burst.Length];
        double[] fast = new double[burst.Length];
        _subtractor.CopyCleaned(burst.Start, cleaned);
        _subtractor.CopyFast(burst.Start, fast);
        bool hasFast = !double.IsNaN(_subtractor.FastPartOfNoise);
        double noise = hasFast ? floor * _subtractor.FastPartOfNoise : floor;
        double change = hasFast ? MostFastChange * _usualFast : ChangingFraction * original;
        double limit = Math.Max(LeftNoise * NoiseLimit(WindowSeconds[0]) * noise, change);
        return JerkWithoutBeat.Trim(burst, cleaned, hasFast ? fast : cleaned, window, limit, _bandHz, _sampleRate);
    }

    /// <summary>
    /// Returns true if a burst among beats is one that comes out of turn and has a shape of its own, or what subtraction leaves
    /// of one that is odd: as short as a QRS complex, as slow, and no larger than ectopic beats are.
    /// </summary>
    private bool IsOddBeat(in Burst burst, double floor)
    {
        if (burst.Length > EctopicSeconds * _sampleRate || double.IsNaN(_subtractor.FastPartOfNoise))
        {
            return false;
        }

        // Of weak jerks one in twenty has by chance as little fast power; with one deviation of that to spare one in two hundred.
        (_, double rest, double fastRest) = _subtractor.LargestPowers(burst.Start, burst.End, (int)burst.Length);
        double degrees = Math.Max(1, 2 * (_bandHz - HeartbeatSubtractor.FastHz) * burst.Length / _sampleRate);
        double fastExcess = fastRest - (floor * _subtractor.FastPartOfNoise);
        return rest - floor < HeartbeatFinder.MostEctopicRatio * Math.Max(_usualPower, floor) && IsSlow(rest - floor, fastExcess + (fastRest * Math.Sqrt(2 / degrees)));
    }

    private bool RisesWithoutHeart(in Burst burst, double floor)
    {
        (double whole, double rest, double fastRest) = _subtractor.LargestPowers(burst.Start, burst.End, (int)burst.Length);
        double fastFloor = floor * _subtractor.FastPartOfNoise;
        double mostChange = MostChange * (_usualLeft - (LeftNoise * NoiseOfBeats(floor)));
        if (rest - floor >= LeastLoss * (whole - floor) && !IsChange(rest - floor, fastRest - fastFloor))
        {
            return true;
        }

        foreach (double seconds in WindowSeconds)
        {
            (double original, double cleaned, double fast) = _subtractor.LargestPowers(burst.Start, burst.End, (int)Math.Round(seconds * _sampleRate));
            double limit = LeftNoise * NoiseLimit(Math.Min(seconds, burst.Length / _sampleRate));
            if (cleaned > limit * floor && cleaned > ChangingFraction * original && !IsChange(cleaned - floor, fast - fastFloor))
            {
                return true;
            }
        }

        return false;

        bool IsChange(double power, double fastPower) => power < mostChange && IsSlow(power, fastPower);
    }

    /// <summary>Returns true if some power is the heart's by how little of it is fast; where the signal is too slow for that, it is not.</summary>
    private static bool IsSlow(double power, double fastPower) => fastPower < FastFraction * power;

    /// <summary>What noise of mean power 1 exceeds in one window of 4300: χ² with two degrees of freedom for each second and hertz.</summary>
    private double NoiseLimit(double seconds) => NormalDistribution.MeanSquareQuantile(Math.Max(1, 2 * _bandHz * seconds), NoiseDeviate);
}

/// <summary>What subtracting the mean beat tells of a burst.</summary>
internal enum HeartbeatVerdict
{
    /// <summary>Something rises out of the noise without the heart, or there is no beat near.</summary>
    NoHeartbeat,

    /// <summary>It is nothing but a beat of the heart.</summary>
    Heartbeat,

    /// <summary>The heart changes so much from beat to beat that what is left may be the heart's: its shape must tell.</summary>
    Undecided,
}

using System.Runtime.Intrinsics;

namespace MyoclonusSignal.Filtering;

/// <summary>Follows the lines of one signal, as hum and its harmonics, and subtracts them as the samples come in, without delay.</summary>
/// <remarks>
/// What is subtracted is a wave predicted from the hops before; no filter rings, and a burst, which counts as little as its
/// power says, leaves the waves as they are. A line that jumps, because something was switched on or off, is what is left of
/// several hops in a row and at their line frequencies only; the waves then jump with it, and <see cref="Switches"/> says so.
/// Any division of the signal into blocks gives the same samples, bit for bit. Nothing is allocated but where a line is added.
/// Not thread-safe; one for each signal.
/// </remarks>
internal sealed class LineCanceller
{
    /// <summary>The most lines followed at once: a comb of more is a train of pulses, of which each is over at once.</summary>
    public const int MostLines = 24;

    // Two periods of 50 Hz, so that harmonics do not mix; short, so that there are whole hops between the jerks of a rhythm.
    private const double HopSeconds = 0.04;

    // The main lobe of a hop.
    private const double NeighbourHz = 1 / HopSeconds;

    // Lines further apart than a third of that are told apart as well by taking each other for noise.
    private const double GroupHz = 8;
    private const int Alone = -1;

    // A jump must hold for so many hops.
    private const int JumpHops = 4;

    // Noise and muscle in four hops of 40 ms have 130 degrees of freedom, bursts of few motor units 30, and each line
    // explains two: none explains so much of all.
    private const double JumpExplained = 0.6;

    // Of a jump each hop holds its part; what holds less is the rest of a burst.
    private const double LeastShare = 0.35;

    // And it stands out of what was there before.
    private const double JumpRatio = 1.6;

    // Of what a jump explains, a line must hold this much to jump with it.
    private const double LeastPart = 0.01;

    // The usual power of a hop is the median of the first second, and then followed by so much a hop, as a factor: a second of
    // activity moves it by a quarter.
    private const double Step = 1.01;
    private const int FirstHops = 25;

    // Lines a tenth of the noise's amplitude add half a per cent of its power.
    private const double HarmlessFraction = 0.1;

    private readonly double _sampleRate;
    private readonly double _noiseFactor;
    private readonly double _freedoms;
    private readonly double[] _ramp;
    private readonly double[] _hop;
    private readonly List<LineTracker> _lines = [];
    private readonly List<LineGroup> _groups = [];
    private readonly int[] _groupOf = [.. Enumerable.Repeat(Alone, MostLines)];
    private readonly (double Real, double Imaginary)[,] _errors = new (double, double)[MostLines, JumpHops];
    private readonly (double Real, double Imaginary)[,] _seen = new (double, double)[MostLines, JumpHops];
    private readonly double[] _variances = new double[MostLines];
    private readonly double[] _powers = new double[JumpHops];
    private readonly double[] _firstPowers = new double[FirstHops];
    private int _firstCount;
    private int _filled;
    private long _hops;

    /// <summary>Initializes a new instance of the <see cref="LineCanceller"/> class, which follows no line yet.</summary>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="bandwidthHz">The width of the band of the signal in Hz.</param>
    public LineCanceller(double sampleRate, double bandwidthHz)
    {
        _sampleRate = sampleRate;
        int hop = Math.Max(8, (int)Math.Round(HopSeconds * sampleRate));
        _hop = new double[hop];
        _ramp = [.. Enumerable.Range(0, hop).Select(n => (double)n)];

        // Noise of power p in a band of width B has the density p/B; an amplitude is estimated over a hop.
        _noiseFactor = sampleRate / bandwidthHz / hop;
        _freedoms = Math.Max(1, 2 * bandwidthHz * hop * JumpHops / sampleRate);
    }

    /// <summary>Gets the lines.</summary>
    public IReadOnlyList<LineTracker> Lines => _lines;

    /// <summary>Gets the stretches in which a line had jumped and was not yet followed, in samples since <see cref="Restart"/>.</summary>
    public List<LineSwitch> Switches { get; } = [];

    /// <summary>Gets how many samples have come in since <see cref="Restart"/>.</summary>
    public long Position => (_hops * _hop.Length) + _filled;

    /// <summary>Gets the usual power of the signal without its lines; 0 before the first hop.</summary>
    public double UsualPower { get; private set; }

    /// <summary>Follows one more line, where there is room.</summary>
    /// <param name="hz">Its frequency in Hz.</param>
    /// <param name="amplitude">About how large it is.</param>
    /// <returns>Whether there was room.</returns>
    public bool Add(double hz, double amplitude)
    {
        if (_lines.Count == MostLines)
        {
            return false;
        }

        _lines.Add(new LineTracker(hz, amplitude, _sampleRate, _hop.Length));
        Group();
        ClearJump();

        // The hop goes on: the line joins it as if it had been predicted as nothing.
        return true;
    }

    /// <summary>Begins behind a gap: the lines have the same frequencies, and any phase.</summary>
    public void Restart()
    {
        foreach (LineTracker line in _lines)
        {
            line.Restart();
        }

        foreach (LineGroup group in _groups)
        {
            group.Restart();
        }

        ClearJump();
        Switches.Clear();
        _filled = 0;
        _hops = 0;
        _firstCount = 0;
        UsualPower = 0;
    }

    /// <summary>Counts samples anew from here on.</summary>
    public void Rebase()
    {
        Switches.Clear();
        _filled = 0;
        _hops = 0;
        ClearJump();
    }

    /// <summary>Subtracts the lines from the next samples, in place.</summary>
    public void Process(Span<double> samples)
    {
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, _hop.Length - _filled);
            Span<double> now = samples[..count];
            foreach (LineTracker line in _lines)
            {
                line.Subtract(now, _ramp, _filled);
            }

            now.CopyTo(_hop.AsSpan(_filled));
            _filled += count;
            samples = samples[count..];
            if (_filled == _hop.Length)
            {
                EndHop();
            }
        }
    }

    private void EndHop()
    {
        _filled = 0;
        _hops++;
        double power = Power(_hop);
        Follow(power);
        double noise = Math.Max(Math.Max(power, UsualPower), double.Epsilon) * _noiseFactor;
        double harmless = HarmlessFraction * Math.Sqrt(UsualPower);
        int slot = (int)(_hops % JumpHops);
        _powers[slot] = power;
        for (int i = 0; i < _lines.Count; i++)
        {
            _variances[i] = _lines[i].Variance;
        }

        for (int i = 0; i < _lines.Count; i++)
        {
            LineTracker line = _lines[i];
            for (int j = 0; j < JumpHops; j++)
            {
                _errors[i, j] = line.Turn(_errors[i, j]);
                _seen[i, j] = line.Turn(_seen[i, j]);
            }

            if (_groupOf[i] == Alone)
            {
                line.Learn(_hop, noise + Interference(i), harmless);
            }
        }

        foreach (LineGroup group in _groups)
        {
            double interference = 0;
            for (int i = 0; i < group.Lines.Count; i++)
            {
                interference = Math.Max(interference, Interference(_lines.IndexOf(group.Lines[i])));
            }

            group.Learn(_hop, noise + interference, harmless);
        }

        for (int i = 0; i < _lines.Count; i++)
        {
            _errors[i, slot] = _lines[i].Error;
            _seen[i, slot] = _lines[i].Seen;
        }

        if (_lines.Count > 0)
        {
            TakeJump();
        }
    }

    /// <summary>
    /// What is left of the lines that a hop cannot tell from one: to that one it is noise, as much as they are uncertain. Without it each
    /// would learn all of what is left, together more than all, and lines that beat would drive each other.
    /// </summary>
    private double Interference(int line)
    {
        double sum = 0;
        for (int other = 0; other < _lines.Count; other++)
        {
            if (other != line && AreNeighbours(line, other) && (_groupOf[line] == Alone || _groupOf[line] != _groupOf[other]))
            {
                double apart = Math.PI * (_lines[line].Hz - _lines[other].Hz) * _hop.Length / _sampleRate;
                double likeness = apart == 0 ? 1 : Math.Sin(apart) / apart;
                sum += likeness * likeness * _variances[other];
            }
        }

        return sum;
    }

    /// <summary>Puts lines that are nearer than a hop can tell by their interference alone into groups.</summary>
    private void Group()
    {
        _groups.Clear();
        Array.Fill(_groupOf, Alone);
        LineTracker[] sorted = [.. _lines.OrderBy(line => line.Hz)];
        for (int first = 0, end = 1; end <= sorted.Length; end++)
        {
            if (end == sorted.Length || sorted[end].Hz - sorted[end - 1].Hz >= GroupHz)
            {
                if (end - first is > 1 and <= LineGroup.MostLines)
                {
                    foreach (LineTracker line in sorted[first..end])
                    {
                        _groupOf[_lines.IndexOf(line)] = _groups.Count;
                    }

                    _groups.Add(new LineGroup(sorted[first..end], _sampleRate, _hop.Length));
                }

                first = end;
            }
        }
    }

    private bool AreNeighbours(int line, int other) => Math.Abs(_lines[line].Hz - _lines[other].Hz) < NeighbourHz;

    private void Follow(double power)
    {
        if (_firstCount == FirstHops)
        {
            UsualPower = power > UsualPower ? UsualPower * Step : UsualPower / Step;
            return;
        }

        int place = _firstCount++;
        for (; place > 0 && _firstPowers[place - 1] > power; place--)
        {
            _firstPowers[place] = _firstPowers[place - 1];
        }

        _firstPowers[place] = power;
        UsualPower = _firstPowers[_firstCount / 2];
    }

    private void TakeJump()
    {
        double mean = 0;
        double least = double.PositiveInfinity;
        foreach (double power in _powers)
        {
            mean += power / JumpHops;
            least = Math.Min(least, power);
        }

        // In silence neither is more than the other.
        if (mean <= JumpRatio * UsualPower || least < LeastShare * mean)
        {
            return;
        }

        double explained = 0;
        for (int i = 0; i < _lines.Count; i++)
        {
            explained += IsLargestOfNeighbours(i) ? Explained(i) : 0;
        }

        double byChance = Math.Min(0.5, 2 * _lines.Count / _freedoms);
        if (explained < (byChance + ((1 - byChance) * JumpExplained)) * mean)
        {
            return;
        }

        for (int i = 0; i < _lines.Count; i++)
        {
            if (IsLargestOfNeighbours(i) && Explained(i) >= LeastPart * explained)
            {
                // The line may have changed within the first of the hops.
                (double real, double imaginary) = Mean(_seen, i, JumpHops - 1);
                _lines[i].JumpTo(real, imaginary);
                if (_groupOf[i] != Alone)
                {
                    _groups[_groupOf[i]].Reset(_lines[i]);
                }
            }
        }

        Switches.Add(new LineSwitch(Math.Max(0, Position - ((JumpHops + 1) * _hop.Length)), Position + _hop.Length, Math.Sqrt(2 * explained)));
        ClearJump();
    }

    /// <summary>How much power what is left of the last hops has at a line's frequency.</summary>
    private double Explained(int line)
    {
        (double real, double imaginary) = Mean(_errors, line, JumpHops);
        return ((real * real) + (imaginary * imaginary)) / 2;
    }

    /// <summary>Returns true if no line that a hop cannot tell from this one explains more: what one explains the other does not once more.</summary>
    private bool IsLargestOfNeighbours(int line)
    {
        for (int other = 0; other < _lines.Count; other++)
        {
            if (other != line && AreNeighbours(line, other) && (Explained(other) > Explained(line) || (other < line && Explained(other) == Explained(line))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The mean over the last hops.</summary>
    private (double Real, double Imaginary) Mean((double Real, double Imaginary)[,] values, int line, int count)
    {
        double real = 0;
        double imaginary = 0;
        for (int j = 0; j < count; j++)
        {
            (double a, double b) = values[line, (int)((_hops - j) % JumpHops)];
            real += a / count;
            imaginary += b / count;
        }

        return (real, imaginary);
    }

    private void ClearJump()
    {
        Array.Clear(_errors);
        Array.Clear(_seen);
        Array.Clear(_powers);
    }

    private static double Power(ReadOnlySpan<double> samples)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        int i = 0;
        for (; i + Vector256<double>.Count <= samples.Length; i += Vector256<double>.Count)
        {
            Vector256<double> four = Vector256.Create(samples[i..]);
            sum = Vector256.FusedMultiplyAdd(four, four, sum);
        }

        double power = (sum[0] + sum[1]) + (sum[2] + sum[3]);
        for (; i < samples.Length; i++)
        {
            power = Math.FusedMultiplyAdd(samples[i], samples[i], power);
        }

        return power / samples.Length;
    }
}

/// <summary>A stretch in which a line had jumped and was not yet followed.</summary>
/// <param name="Start">The index of its first sample.</param>
/// <param name="End">The index behind its last one.</param>
/// <param name="Amplitude">By how much the line had jumped.</param>
internal readonly record struct LineSwitch(long Start, long End, double Amplitude);

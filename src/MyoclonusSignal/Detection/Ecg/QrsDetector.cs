using System.Runtime.InteropServices;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds the QRS complexes of an electrocardiogram, as a stream: where the energy of its band from 8 to 30 Hz is largest within a
/// refractory time and reaches a part of what the last seconds held (after Pan and Tompkins (1985), doi:10.1109/TBME.1985.325532).
/// </summary>
/// <remarks>
/// Any division into blocks gives the same beats. Positions count from the first sample ever taken in; they lie behind the beat by
/// the delay of the filter, which is the same for all. Every two seconds are judged: where no QRS complex stands out, as of a lead that
/// is off, what is found there is not trusted, and does not count for the size of the others. Not thread-safe; one per channel.
/// </remarks>
internal sealed class QrsDetector
{
    /// <summary>How long after it a beat is known, in seconds, once their size is known (<see cref="KnownFrom"/>).</summary>
    public const double LatencySeconds = 0.3;

    /// <summary>The least sampling rate in Hz at which the band of a QRS complex is there.</summary>
    public const double LeastRateHz = 80;

    /// <summary>The length in seconds of the windows that are judged: each holds a beat at 30 a minute.</summary>
    public const double LevelSeconds = 2;

    private const double LowHz = 8;
    private const double HighHz = 30;

    // As long as a QRS complex.
    private const double EnergySeconds = 0.08;

    // Where a QRS complex is shorter than the window, two places up to 45 ms apart hold all of its energy. Its middle is that of the
    // energy in the window, moved to it until no more than noise would move it.
    private const int CentrePasses = 3;

    // Two beats are never nearer; 240 a minute.
    private const double RefractorySeconds = 0.25;

    // The median of eight windows forgets an artefact.
    private const int Levels = 8;
    private const int LeastLevels = 4;

    // Of energy: 0.45 of the amplitude, below the beats that breathing makes small, above T waves in this band.
    private const double LeastPart = 0.2;

    // The largest energy of a window over its lower quartile: 21 at most in 16,000 windows of white and of slow noise, 19 and more of hearts
    // of 45 to 180 a minute in noise of a fifth of the R wave.
    private const double LeastContrast = 20;

    // Of energy. No electrode changes the size of beats by 30: that is a flat line.
    private const double LeastRemainder = 1e-3;

    // A pacemaker's spike lasts up to 2 ms: at most two of five samples that are a millisecond apart. Below this rate five samples are
    // no shorter than the R wave of a QRS complex.
    private const double SpikeStepSeconds = 0.001;
    private const int SpikePoints = 5;
    private const double LeastSpikeRateHz = 800;

    private readonly SosFilter _band;
    private readonly double[] _recent;
    private int _recentAt;
    private readonly double[] _ring;
    private readonly double[] _squares;
    private readonly long _refractory;
    private readonly long _levelSamples;
    private readonly List<(long At, double Energy, long Middle)> _early = [];
    private readonly List<double> _maxima = [];
    private readonly double[] _windowEnergies;
    private readonly double[] _sorted = new double[Levels + 1];
    private double _sum;
    private int _windowLength;
    private double _level = double.NaN;
    private long _count;
    private long _windowEnd;
    private long _candidate = -1;
    private double _candidateEnergy;
    private double[] _work = [];
    private double _offset = double.NaN;

    /// <summary>Initializes a new instance of the <see cref="QrsDetector"/> class.</summary>
    /// <param name="sampleRate">The sampling rate in Hz, at least <see cref="LeastRateHz"/>.</param>
    public QrsDetector(double sampleRate)
    {
        _band = new SosFilter(Butterworth.BandPass(2, LowHz, HighHz, sampleRate));
        _recent = sampleRate < LeastSpikeRateHz ? [] : new double[SpikePoints * (int)Math.Ceiling(SpikeStepSeconds * sampleRate)];
        _ring = new double[Math.Max(1, (int)Math.Round(EnergySeconds * sampleRate))];
        _refractory = (long)Math.Round(RefractorySeconds * sampleRate);
        _squares = new double[_refractory + (3 * _ring.Length)];
        _levelSamples = (long)Math.Round(LevelSeconds * sampleRate);
        _windowEnergies = new double[_levelSamples];
    }

    /// <summary>Gets the stretches, of at most two seconds each, and whether beats stand out there; none where samples are missing.</summary>
    public List<QrsWindow> Windows { get; } = [];

    /// <summary>Gets how many samples had been taken in when the size of the beats became known; the largest number before.</summary>
    public long KnownFrom { get; private set; } = long.MaxValue;

    /// <summary>Takes in samples, none of them NaN.</summary>
    /// <param name="samples">The next samples.</param>
    /// <param name="beats">Receives the positions of the beats that have become known, in order.</param>
    public void Process(ReadOnlySpan<double> samples, List<long> beats)
    {
        if (_work.Length < samples.Length)
        {
            _work = new double[samples.Length];
        }

        if (samples.IsEmpty)
        {
            return;
        }

        // An offset would be a step behind every gap, larger than any beat.
        if (double.IsNaN(_offset))
        {
            _offset = samples[0];
        }

        Span<double> band = _work.AsSpan(0, samples.Length);
        for (int i = 0; i < band.Length; i++)
        {
            band[i] = WithoutSpike(samples[i] - _offset);
        }

        _band.Process(band, band);
        foreach (double value in band)
        {
            Add(value * value, beats);
        }
    }

    /// <summary>Leaves out missing samples: what comes behind them is another stretch.</summary>
    public void Skip(long samples, List<long> beats)
    {
        Settle(beats);
        _band.Reset();
        _offset = double.NaN;
        Array.Clear(_recent);
        Array.Clear(_ring);
        Array.Clear(_squares);
        _sum = 0;
        EndWindow(beats);
        _count += samples;
    }

    /// <summary>Gives the median of five samples, each a millisecond from the next: the spike of a pacemaker is gone, a QRS complex stays.</summary>
    private double WithoutSpike(double sample)
    {
        if (_recent.Length == 0)
        {
            return sample;
        }

        _recent[_recentAt] = sample;
        Span<double> five = stackalloc double[SpikePoints];
        int step = _recent.Length / SpikePoints;
        for (int i = 0; i < SpikePoints; i++)
        {
            int at = _recentAt - (i * step);
            double value = _recent[at < 0 ? at + _recent.Length : at];
            int place = i;
            for (; place > 0 && five[place - 1] > value; place--)
            {
                five[place] = five[place - 1];
            }

            five[place] = value;
        }

        _recentAt = (_recentAt + 1) % _recent.Length;
        return five[SpikePoints / 2];
    }

    private void Add(double square, List<long> beats)
    {
        int slot = (int)(_count % _ring.Length);
        _sum = Math.Max(0, _sum + square - _ring[slot]);
        _ring[slot] = square;
        _squares[_count % _squares.Length] = square;
        _windowEnergies[_windowLength++] = _sum;
        if (_candidate >= 0 && _count - _candidate >= _refractory)
        {
            Settle(beats);
        }

        if (_candidate < 0 || _sum > _candidateEnergy)
        {
            (_candidate, _candidateEnergy) = (_count, _sum);
        }

        _count++;
        _windowEnd = _count;
        if (_count % _levelSamples == 0)
        {
            EndWindow(beats);
        }
    }

    private void EndWindow(List<long> beats)
    {
        if (_windowLength == 0)
        {
            return;
        }

        Span<double> energies = _windowEnergies.AsSpan(0, _windowLength);
        energies.Sort();
        (double usual, double largest) = (energies[_windowLength / 4], energies[^1]);
        long start = _windowEnd - _windowLength;
        bool standsOut = 2 * _windowLength >= _levelSamples && largest > LeastContrast * usual && !(largest < LeastRemainder * _level);
        Windows.Add(new QrsWindow(start, _windowEnd, standsOut && !(largest < LeastPart * _level)));
        _windowLength = 0;
        if (standsOut)
        {
            _maxima.Add(largest);
            SetLevel(beats);
        }
        else
        {
            _early.RemoveAll(early => early.At >= start);
        }
    }

    private void SetLevel(List<long> beats)
    {
        if (_maxima.Count > Levels)
        {
            _maxima.RemoveAt(0);
        }

        if (_maxima.Count < LeastLevels)
        {
            return;
        }

        Span<double> sorted = _sorted.AsSpan(0, _maxima.Count);
        CollectionsMarshal.AsSpan(_maxima).CopyTo(sorted);
        sorted.Sort();
        _level = Statistics.UpperMedian(sorted);
        KnownFrom = Math.Min(KnownFrom, _count);
        foreach ((long _, double energy, long middle) in _early)
        {
            Tell(middle, energy, beats);
        }

        _early.Clear();
    }

    private void Settle(List<long> beats)
    {
        if (_candidate >= 0 && double.IsNaN(_level))
        {
            _early.Add((_candidate, _candidateEnergy, Middle()));
        }
        else if (_candidate >= 0)
        {
            Tell(Middle(), _candidateEnergy, beats);
        }

        _candidate = -1;
    }

    /// <summary>The middle of the candidate's energy.</summary>
    private long Middle()
    {
        double middle = _candidate - ((_ring.Length - 1) / 2.0);
        for (int pass = 0; pass < CentrePasses; pass++)
        {
            (double sum, double moment) = (0, 0);
            long first = (long)Math.Round(middle - ((_ring.Length - 1) / 2.0));
            for (long at = Math.Max(first, Math.Max(0, _count - _squares.Length)); at < Math.Min(first + _ring.Length, _count); at++)
            {
                double square = _squares[at % _squares.Length];
                sum += square;
                moment += square * (at - first);
            }

            middle = sum > 0 ? first + (moment / sum) : middle;
        }

        return (long)Math.Round(middle);
    }

    private void Tell(long middle, double energy, List<long> beats)
    {
        if (energy < LeastPart * _level || energy <= 0)
        {
            return;
        }

        if (beats.Count == 0 || middle - beats[^1] >= _refractory)
        {
            beats.Add(middle);
        }
    }
}

/// <summary>A stretch of an electrocardiogram.</summary>
/// <param name="Start">Its first sample.</param>
/// <param name="End">The sample behind its last.</param>
/// <param name="StandsOut">Whether beats stand out of it.</param>
internal readonly record struct QrsWindow(long Start, long End, bool StandsOut);

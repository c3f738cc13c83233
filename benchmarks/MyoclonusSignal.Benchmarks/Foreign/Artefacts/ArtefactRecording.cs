using MyoclonusSignal.Analysis;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Benchmarks.Foreign.Artefacts;

/// <summary>
/// Three minutes of one channel of EMG that is made up: white noise of 5 µV, jerks of band-limited noise, and a heart, lost
/// packets or a stimulator over them.
/// </summary>
/// <remarks>
/// The heart's waves are sums of Gaussians, as in McSharry et al. (2003), doi:10.1109/TBME.2003.805850, with widths and sizes
/// drawn for each recording, heights and intervals that breathing changes, and ectopic beats that are wide and of a second shape.
/// </remarks>
internal sealed class ArtefactRecording
{
    private const double SampleRate = 1000;
    private const double Seconds = 120;
    private const double NoiseMicrovolts = 5;

    private readonly Random _random;
    private readonly double _noiseRms;
    private readonly List<double[]> _leads = [];
    private double[] _heart = [];

    /// <summary>Initializes a new instance of the <see cref="ArtefactRecording"/> class: noise and jerks.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="jerks">The number of jerks.</param>
    /// <param name="jerkDb">The power of the weakest jerk over that of the noise in the band, in decibels.</param>
    public ArtefactRecording(int seed, int jerks, double jerkDb)
    {
        _random = new Random(seed);
        Samples = new double[(int)(Seconds * SampleRate)];
        for (int n = 0; n < Samples.Length; n++)
        {
            Samples[n] = NoiseMicrovolts * _random.NextNormal();
        }

        _noiseRms = InBandRms(Samples, 0, Samples.Length);
        AddJerks(jerks, jerkDb);
    }

    /// <summary>Gets the samples in microvolts.</summary>
    public double[] Samples { get; }

    /// <summary>Gets the onsets of the jerks in seconds.</summary>
    public List<double> Jerks { get; } = [];

    /// <summary>Gets the times of the heart's beats in seconds.</summary>
    public List<double> HeartBeats { get; } = [];

    /// <summary>Gets how many beats, losses or stimuli were put in.</summary>
    public int ArtefactCount { get; private set; }

    /// <summary>Adds a heart.</summary>
    /// <param name="sizeDb">The power of its QRS complex over 80 ms, over that of the noise in the band, in decibels.</param>
    /// <param name="ectopicFraction">The part of its beats that come early and have another shape.</param>
    /// <param name="beatsPerMinute">Its rate; from 48 to 145 where it is not stated.</param>
    /// <param name="irregular">The standard deviation of an interval over the pulse that comes with no order, as in atrial fibrillation.</param>
    /// <param name="pauseFraction">The part of its beats that are followed by a pause of three pulses.</param>
    public void AddHeart(double sizeDb, double ectopicFraction, double? beatsPerMinute = null, double irregular = 0, double pauseFraction = 0)
    {
        double pulse = 60 / (beatsPerMinute ?? Between(48, 145));
        Wave[] usual = UsualBeat();
        Wave[] ectopic = EctopicBeat();
        double variability = Between(0.01, 0.05);
        double breathing = Between(0.03, 0.2);
        double phase = Between(0, 2 * Math.PI);
        double[] heart = new double[Samples.Length];
        List<double> places = [];
        bool wasEctopic = true;
        double at = Between(0.2, 0.8);
        while (at < Seconds - 0.6)
        {
            double interval = pulse * (1 + (variability * (Math.Sin((0.2 * Math.PI * at) + phase) + (0.6 * Math.Sin(0.5 * Math.PI * at)) + (0.3 * _random.NextNormal()))));
            bool isEctopic = !wasEctopic && _random.NextDouble() < ectopicFraction;
            at -= isEctopic ? interval * Between(0.25, 0.45) : 0;
            Add(heart, isEctopic ? ectopic : usual, at, 1 + (breathing * Math.Sin(0.5 * Math.PI * at)) + (0.02 * _random.NextNormal()), Math.Sqrt(interval));
            if (!isEctopic)
            {
                places.Add(at);
            }

            ArtefactCount++;
            HeartBeats.Add(at);
            at += interval * (isEctopic ? 1.45 : 1);
            at += irregular > 0 ? pulse * Math.Max(-0.45, irregular * _random.NextNormal()) : 0;
            at += pauseFraction > 0 && _random.NextDouble() < pauseFraction ? 2 * pulse : 0;
            wasEctopic = isEctopic;
        }

        double[] rms = [.. places.Skip(1).Take(30).Select(place => InBandRms(heart, At(place - 0.04), At(place + 0.04))).Order()];
        double scale = _noiseRms * Math.Pow(10, sizeDb / 20) / rms[rms.Length / 2];
        for (int n = 0; n < heart.Length; n++)
        {
            Samples[n] += scale * heart[n];
        }

        _heart = heart;
    }

    /// <summary>Adds an electrocardiogram of the heart: 1 mV with noise, baseline wander and hum.</summary>
    /// <param name="kind">What is the matter with it.</param>
    /// <param name="fromSeconds">From when on.</param>
    /// <param name="untilSeconds">Until when.</param>
    public void AddEcg(LeadFault kind, double fromSeconds = 0, double untilSeconds = Seconds)
    {
        double[] lead = new double[Samples.Length];
        double sign = kind == LeadFault.Inverted ? -1 : 1;
        double drift = Between(50, 300);
        for (int n = 0; n < lead.Length; n++)
        {
            double time = n / SampleRate;
            lead[n] = (sign * 1000 * _heart[n]) + (drift * Math.Sin(1.1 * time)) + (20 * _random.NextNormal()) + (30 * Math.Sin(100 * Math.PI * time));
            if (time >= fromSeconds && time < untilSeconds)
            {
                lead[n] = kind switch
                {
                    LeadFault.Flat => 2500,
                    LeadFault.Noise => 200 * _random.NextNormal(),
                    LeadFault.Loud => 3000 * _random.NextNormal(),
                    LeadFault.Hum => 2000 * Math.Sin(100 * Math.PI * time),
                    LeadFault.Noisy => lead[n] + (300 * _random.NextNormal()),
                    _ => lead[n],
                };
            }
        }

        foreach (double beat in kind == LeadFault.Paced ? HeartBeats : [])
        {
            // 2 ms of up to 5 mV before the ventricle's beat, of some beats only: a pacemaker on demand.
            lead.AsSpan(At(beat - 0.06), _random.Next(3) == 0 ? 0 : 2).Fill(5000);
        }

        _leads.Add(lead);
    }

    /// <summary>Replaces packets beside jerks by their last value or by zeros, one about every three seconds.</summary>
    public void Lose(double shortestSeconds, double longestSeconds, bool isHeld, double offsetMicrovolts, double ditherMicrovolts = 0)
    {
        for (int n = 0; n < Samples.Length; n++)
        {
            Samples[n] += offsetMicrovolts;
        }

        for (double at = 4; at < Seconds - 1; at += Between(2, 4))
        {
            while (Jerks.Exists(jerk => jerk > at - 0.3 && jerk < at + 0.5))
            {
                at += 0.1;
            }

            int length = (int)Math.Ceiling(Between(shortestSeconds, longestSeconds) * SampleRate);
            Samples.AsSpan(At(at), length).Fill(isHeld ? Samples[At(at) - 1] : 0);
            for (int n = At(at); n < At(at) + length && ditherMicrovolts > 0; n++)
            {
                Samples[n] += ditherMicrovolts * _random.NextNormal();
            }

            ArtefactCount++;
        }
    }

    /// <summary>Drives the amplifier to a rail of 3 mV of either sign about every ten seconds, from where it recovers exponentially.</summary>
    /// <param name="shortestSeconds">The shortest time constant.</param>
    /// <param name="longestSeconds">The longest time constant.</param>
    public void Saturate(double shortestSeconds, double longestSeconds)
    {
        const double Rail = 3000;
        for (double at = 5; at < Seconds - 4; at += Between(8, 12))
        {
            double rail = Rail * Sign();
            int held = At(Between(0.03, 0.2));
            double recovery = Between(shortestSeconds, longestSeconds);
            for (int n = 0; n < At((held / SampleRate) + (8 * recovery)); n++)
            {
                Samples[At(at) + n] = n < held ? rail : Math.Clamp(Samples[At(at) + n] + (rail * Math.Exp((held - n) / (recovery * SampleRate))), -Rail, Rail);
            }

            ArtefactCount++;
        }
    }

    /// <summary>Adds the artefacts of a stimulator: a pulse that an amplifier's filters ring on and recover from.</summary>
    /// <param name="intervalSeconds">The time from one to the next.</param>
    /// <param name="jitterSeconds">By how much that changes at random.</param>
    /// <param name="sizeMicrovolts">The largest sample.</param>
    /// <param name="pulses">The number of pulses in each.</param>
    /// <param name="apartSeconds">The time from one pulse to the next.</param>
    /// <param name="recoverySeconds">The time constant of the amplifier's recovery; 3 to 10 ms where it is not stated.</param>
    /// <param name="reflexDb">The power of the answer, 40 to 60 ms behind each, over the noise; none where it is not stated.</param>
    public void AddStimuli(
        double intervalSeconds, double jitterSeconds, double sizeMicrovolts, int pulses = 1, double apartSeconds = 0.1, double? recoverySeconds = null, double? reflexDb = null)
    {
        double recovery = recoverySeconds ?? Between(0.003, 0.01);
        var amplifier = new SosFilter(Butterworth.LowPass(4, Between(250, 450), SampleRate));
        double[] artefact = new double[(int)((recoverySeconds is null ? 0.08 : 0.3) * SampleRate)];
        for (int n = 5; n < artefact.Length; n++)
        {
            artefact[n] = (n < 7 ? 1 : 0) - (0.35 * Math.Exp(-(n - 5) / (recovery * SampleRate)));
        }

        amplifier.Process(artefact, artefact);
        double scale = sizeMicrovolts / artefact.Max(Math.Abs);
        for (double at = 1.3; at < Seconds - 1; at += intervalSeconds + (jitterSeconds * ((2 * _random.NextDouble()) - 1)))
        {
            for (int pulse = 0; pulse < pulses; pulse++)
            {
                int first = At(at + (pulse * apartSeconds));
                for (int n = 0; n < artefact.Length && first + n < Samples.Length; n++)
                {
                    Samples[first + n] += scale * artefact[n];
                }

                ArtefactCount++;
            }

            if (reflexDb is double db)
            {
                AddJerk(At(at + Between(0.04, 0.06)), Between(0.02, 0.05), db);
            }
        }
    }

    /// <summary>Analyses it as a file would be.</summary>
    public AnalysisResult Analyze(AnalysisOptions? options = null)
    {
        using var recording = new MemoryRecording(
            [
                new RecordingChannel("emg", ChannelKind.Emg, "uV", SampleRate, [0], ["emg"]),
                .. _leads.Select((_, i) => new RecordingChannel($"ECG {i + 1}", ChannelKind.Other, "uV", SampleRate, [i + 1], [$"ECG {i + 1}"])),
            ],
            [Samples, .. _leads]);
        return MyoclonusAnalyzer.Analyze(recording, options);
    }

    private void AddJerks(int count, double weakestDb)
    {
        double room = (Seconds - 5) / Math.Max(1, count);
        for (int i = 0; i < count; i++)
        {
            AddJerk(At(4 + (room * (i + Between(0.1, 0.7)))), Between(0.03, 0.15), weakestDb);
        }
    }

    private void AddJerk(int start, double seconds, double weakestDb)
    {
        SosFilter muscle = new(Butterworth.BandPass(2, 40, 200, SampleRate));
        double[] burst = new double[(int)(seconds * SampleRate)];
        double[] noise = [.. Enumerable.Range(0, 200 + burst.Length).Select(_ => _random.NextNormal())];
        muscle.Process(noise, noise);
        for (int n = 0; n < burst.Length; n++)
        {
            burst[n] = noise[200 + n] * Math.Sqrt(Math.Sin(Math.PI * (n + 0.5) / burst.Length));
        }

        double scale = _noiseRms * Math.Pow(10, (weakestDb + Between(0, 6)) / 20) / Math.Sqrt(burst.Sum(value => value * value) / burst.Length);
        for (int n = 0; n < burst.Length; n++)
        {
            Samples[start + n] += scale * burst[n];
        }

        Jerks.Add(start / SampleRate);
    }

    /// <summary>P, Q, R, S and T.</summary>
    private Wave[] UsualBeat()
    {
        double width = Between(0.7, 1.5);
        double sign = Sign();
        double t = sign * Between(0.15, 0.4) * (_random.Next(3) == 0 ? -1 : 1);
        return
        [
            new(sign * Between(0.08, 0.2), -0.17, 0.025, true),
            new(-sign * Between(0.05, 0.3), -0.03 * width, 0.01 * width, false),
            new(sign, 0, 0.011 * width, false),
            new(-sign * Between(0.1, 0.5), 0.028 * width, 0.012 * width, false),
            new(0.6 * t, 0.24, 0.05, true),
            new(t, 0.3, 0.04, true),
        ];
    }

    /// <summary>A wide complex with a notch and a T wave the other way.</summary>
    private Wave[] EctopicBeat()
    {
        double width = Between(0.03, 0.05);
        double size = Between(1, 2) * Sign();
        return
        [
            new(size, 0, 0.6 * width, false),
            new(-size * Between(0.3, 0.9), 1.7 * width, 0.9 * width, false),
            new(-0.4 * size, 0.28, 0.07, true),
            new(size * Between(0, 0.35), -0.01, 0.006, false),
        ];
    }

    private void Add(double[] heart, Wave[] beat, double at, double height, double stretch)
    {
        for (int n = At(at - 0.45); n < At(at + 0.6); n++)
        {
            double time = (n / SampleRate) - at;
            foreach (Wave wave in beat)
            {
                double x = (time - (wave.Middle * (wave.MovesWithPulse ? stretch : 1))) / wave.Width;
                heart[n] += height * wave.Size * Math.Exp(-0.5 * x * x);
            }
        }
    }

    private static double InBandRms(double[] signal, int first, int end)
    {
        int from = Math.Max(0, first - 300);
        double[] part = signal[from..Math.Min(signal.Length, end + 300)];
        ZeroPhase.Filter(Butterworth.BandPass(4, 20, 450, SampleRate), part, part);
        double sum = 0;
        for (int n = first - from; n < end - from; n++)
        {
            sum += part[n] * part[n];
        }

        return Math.Sqrt(sum / (end - first));
    }

    private int At(double time) => Math.Clamp((int)Math.Round(time * SampleRate), 0, Samples.Length);

    private double Between(double low, double high) => low + ((high - low) * _random.NextDouble());

    private double Sign() => _random.Next(2) == 0 ? -1 : 1;

    private readonly record struct Wave(double Size, double Middle, double Width, bool MovesWithPulse);
}

/// <summary>What is the matter with a lead of an electrocardiogram.</summary>
internal enum LeadFault
{
    None,
    Inverted,
    Flat,
    Noise,
    Loud,
    Hum,
    Noisy,
    Paced,
}

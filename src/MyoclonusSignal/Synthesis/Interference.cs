namespace MyoclonusSignal.Synthesis;

/// <summary>What reaches the electrodes besides the muscle: mains, baseline, heart, and their own pops.</summary>
internal static class Interference
{
    private const double PopDecaySeconds = 0.07;

    // Waves of a beat: centre and width (standard deviation) in seconds from the R wave, height relative to it.
    private static readonly (double Centre, double Width, double Height)[] HeartWaves =
        [(-0.17, 0.025, 0.12), (-0.03, 0.008, -0.12), (0, 0.01, 1), (0.03, 0.009, -0.25), (0.28, 0.05, 0.25)];

    public static void Add(
        double[] samples, SimulationOptions options, SimulatedChannel target, int channel, List<Disturbance> disturbances)
    {
        if (options.Hum is not null)
        {
            AddHum(samples, options, options.Hum, new RandomSource(options.Seed, RandomPurpose.Hum, channel));
        }

        if (options.Drift is not null)
        {
            AddDrift(samples, options, options.Drift, new RandomSource(options.Seed, RandomPurpose.Drift, channel));
        }

        if (options.Ecg is not null)
        {
            // One heart: the same beats in every channel.
            AddHeart(samples, options, options.Ecg, target.Name, new RandomSource(options.Seed, RandomPurpose.Heart, 0), disturbances);
        }

        if (options.Artefacts.PopsPerMinute > 0)
        {
            AddPops(samples, options, target.Name, new RandomSource(options.Seed, RandomPurpose.ElectrodePops, channel), disturbances);
        }
    }

    private static void AddHum(double[] samples, SimulationOptions options, HumOptions hum, RandomSource random)
    {
        double phase = random.NextUniform();

        // Slow wanderings of about a minute; 61 s and 43 s have no short common period.
        var frequencyWander = new Oscillator(1 / (61 * options.SampleRate), random.NextUniform());
        var amplitudeWander = new Oscillator(1 / (43 * options.SampleRate), random.NextUniform());
        int count = 0;
        var harmonics = new (double Sine, double Cosine)[hum.Harmonics.Count];
        for (int harmonic = 0; harmonic < harmonics.Length; harmonic++)
        {
            double harmonicPhase = random.NextUniform();
            harmonics[harmonic] = (
                hum.Harmonics[harmonic] * PortableMath.CosTurns(harmonicPhase), hum.Harmonics[harmonic] * PortableMath.SinTurns(harmonicPhase));
            count = (harmonic + 2) * hum.FrequencyHz < options.SampleRate / 2 ? harmonic + 1 : count;
        }

        for (int index = 0; index < samples.Length; index++)
        {
            double sine = PortableMath.SinTurns(phase);
            double cosine = PortableMath.CosTurns(phase);
            double value = sine;
            (double multipleSine, double multipleCosine) = (sine, cosine);
            for (int harmonic = 0; harmonic < count; harmonic++)
            {
                // The angle of the next multiple, by the addition theorems.
                (multipleSine, multipleCosine) = (
                    (multipleSine * cosine) + (multipleCosine * sine), (multipleCosine * cosine) - (multipleSine * sine));
                value += (harmonics[harmonic].Sine * multipleSine) + (harmonics[harmonic].Cosine * multipleCosine);
            }

            samples[index] += hum.AmplitudeMicrovolts * (1 + (hum.AmplitudeDrift * amplitudeWander.Next())) * value;
            phase += (hum.FrequencyHz + (hum.FrequencyDriftHz * frequencyWander.Next())) / options.SampleRate;
            phase -= Math.Floor(phase);
        }
    }

    private static void AddDrift(double[] samples, SimulationOptions options, DriftOptions drift, RandomSource random)
    {
        const int Sines = 8;
        double amplitude = drift.RmsMicrovolts * Math.Sqrt(2.0 / Sines);
        for (int sine = 0; sine < Sines; sine++)
        {
            double frequency = random.NextLogUniform(drift.LowHz, drift.HighHz);
            var oscillator = new Oscillator(frequency / options.SampleRate, random.NextUniform());
            for (int index = 0; index < samples.Length; index++)
            {
                samples[index] += amplitude * oscillator.Next();
            }
        }
    }

    private static void AddHeart(
        double[] samples, SimulationOptions options, EcgOptions ecg, string name, RandomSource random, List<Disturbance> disturbances)
    {
        double mean = 60 / ecg.RatePerMinute;
        double breath = random.NextUniform();
        double beat = mean * random.NextUniform();
        while (beat < options.DurationSeconds)
        {
            disturbances.Add(Disturbance.Between(beat, beat, "heartbeat", name));
            foreach ((double centre, double width, double height) in HeartWaves)
            {
                int first = Placement.FirstSampleAt(beat + centre - (5 * width), options.SampleRate, samples.Length);
                int last = Placement.FirstSampleAt(beat + centre + (5 * width), options.SampleRate, samples.Length);
                for (int index = first; index < last; index++)
                {
                    double x = ((index / options.SampleRate) - beat - centre) / width;
                    samples[index] += ecg.PeakMicrovolts * height * PortableMath.Exp(-0.5 * x * x);
                }
            }

            double breathing = ecg.BreathingSwing * PortableMath.SinTurns((beat / 4) + breath);
            beat += mean * Math.Max(0.3, 1 + breathing + (ecg.IntervalCv * random.NextNormal()));
        }
    }

    private static void AddPops(
        double[] samples, SimulationOptions options, string name, RandomSource random, List<Disturbance> disturbances)
    {
        double mean = 60 / options.Artefacts.PopsPerMinute;
        for (double time = mean * random.NextExponential(); time < options.DurationSeconds; time += mean * random.NextExponential())
        {
            double jump = options.Artefacts.PopMicrovolts * (random.NextUniform() < 0.5 ? -1 : 1);
            double end = Math.Min(options.DurationSeconds, time + (12 * PopDecaySeconds));
            int first = Placement.FirstSampleAt(time, options.SampleRate, samples.Length);
            int last = Placement.FirstSampleAt(end, options.SampleRate, samples.Length);
            for (int index = first; index < last; index++)
            {
                samples[index] += jump * PortableMath.Exp(-((index / options.SampleRate) - time) / PopDecaySeconds);
            }

            disturbances.Add(Disturbance.Between(time, Math.Min(end, time + (3 * PopDecaySeconds)), "electrode_pop", name));
        }
    }
}

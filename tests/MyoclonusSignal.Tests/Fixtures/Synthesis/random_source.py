"""Writes random_source.csv: the first numbers of RandomSource for some seeds, by exact integer arithmetic.

SplitMix64 and xoshiro256** as published (see RandomSource.cs); run with any Python 3.
"""
MASK = (1 << 64) - 1


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & MASK
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return state, z ^ (z >> 31)


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def numbers(seed, purpose, index, count):
    _, z = split_mix(seed)
    _, z = split_mix(z ^ purpose)
    state = z ^ index
    s = []
    for _ in range(4):
        state, z = split_mix(state)
        s.append(z)
    for _ in range(count):
        yield (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


with open("random_source.csv", "w", newline="\n") as out:
    out.write("seed,purpose,index,position,bits\n")
    for seed, purpose, index in [(1, 4, 0), (0, 1, 3), (MASK, 13, 1024)]:
        for position, bits in enumerate(numbers(seed, purpose, index, 8)):
            out.write(f"{seed},{purpose},{index},{position},{bits}\n")

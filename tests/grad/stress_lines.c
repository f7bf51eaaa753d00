/* A straight line of 160 statements, and 200 parameters: closed forms and differences. */
#include "grad.h"
#include <math.h>

//@ parameters_200
ADC_GRADIENT()
double many(double p0, double p1, double p2, double p3, double p4, double p5, double p6, double p7, double p8, double p9,
            double p10, double p11, double p12, double p13, double p14, double p15, double p16, double p17, double p18, double p19,
            double p20, double p21, double p22, double p23, double p24, double p25, double p26, double p27, double p28, double p29,
            double p30, double p31, double p32, double p33, double p34, double p35, double p36, double p37, double p38, double p39,
            double p40, double p41, double p42, double p43, double p44, double p45, double p46, double p47, double p48, double p49,
            double p50, double p51, double p52, double p53, double p54, double p55, double p56, double p57, double p58, double p59,
            double p60, double p61, double p62, double p63, double p64, double p65, double p66, double p67, double p68, double p69,
            double p70, double p71, double p72, double p73, double p74, double p75, double p76, double p77, double p78, double p79,
            double p80, double p81, double p82, double p83, double p84, double p85, double p86, double p87, double p88, double p89,
            double p90, double p91, double p92, double p93, double p94, double p95, double p96, double p97, double p98, double p99,
            double p100, double p101, double p102, double p103, double p104, double p105, double p106, double p107, double p108, double p109,
            double p110, double p111, double p112, double p113, double p114, double p115, double p116, double p117, double p118, double p119,
            double p120, double p121, double p122, double p123, double p124, double p125, double p126, double p127, double p128, double p129,
            double p130, double p131, double p132, double p133, double p134, double p135, double p136, double p137, double p138, double p139,
            double p140, double p141, double p142, double p143, double p144, double p145, double p146, double p147, double p148, double p149,
            double p150, double p151, double p152, double p153, double p154, double p155, double p156, double p157, double p158, double p159,
            double p160, double p161, double p162, double p163, double p164, double p165, double p166, double p167, double p168, double p169,
            double p170, double p171, double p172, double p173, double p174, double p175, double p176, double p177, double p178, double p179,
            double p180, double p181, double p182, double p183, double p184, double p185, double p186, double p187, double p188, double p189,
            double p190, double p191, double p192, double p193, double p194, double p195, double p196, double p197, double p198, double p199)
{
    return p0 * p1 + p1 * p8 + p2 * p15 + p3 * p22 + p4 * p29 +
           p5 * p36 + p6 * p43 + p7 * p50 + p8 * p57 + p9 * p64 +
           p10 * p71 + p11 * p78 + p12 * p85 + p13 * p92 + p14 * p99 +
           p15 * p106 + p16 * p113 + p17 * p120 + p18 * p127 + p19 * p134 +
           p20 * p141 + p21 * p148 + p22 * p155 + p23 * p162 + p24 * p169 +
           p25 * p176 + p26 * p183 + p27 * p190 + p28 * p197 + p29 * p4 +
           p30 * p11 + p31 * p18 + p32 * p25 + p33 * p32 + p34 * p39 +
           p35 * p46 + p36 * p53 + p37 * p60 + p38 * p67 + p39 * p74 +
           p40 * p81 + p41 * p88 + p42 * p95 + p43 * p102 + p44 * p109 +
           p45 * p116 + p46 * p123 + p47 * p130 + p48 * p137 + p49 * p144 +
           p50 * p151 + p51 * p158 + p52 * p165 + p53 * p172 + p54 * p179 +
           p55 * p186 + p56 * p193 + p57 * p0 + p58 * p7 + p59 * p14 +
           p60 * p21 + p61 * p28 + p62 * p35 + p63 * p42 + p64 * p49 +
           p65 * p56 + p66 * p63 + p67 * p70 + p68 * p77 + p69 * p84 +
           p70 * p91 + p71 * p98 + p72 * p105 + p73 * p112 + p74 * p119 +
           p75 * p126 + p76 * p133 + p77 * p140 + p78 * p147 + p79 * p154 +
           p80 * p161 + p81 * p168 + p82 * p175 + p83 * p182 + p84 * p189 +
           p85 * p196 + p86 * p3 + p87 * p10 + p88 * p17 + p89 * p24 +
           p90 * p31 + p91 * p38 + p92 * p45 + p93 * p52 + p94 * p59 +
           p95 * p66 + p96 * p73 + p97 * p80 + p98 * p87 + p99 * p94 +
           p100 * p101 + p101 * p108 + p102 * p115 + p103 * p122 + p104 * p129 +
           p105 * p136 + p106 * p143 + p107 * p150 + p108 * p157 + p109 * p164 +
           p110 * p171 + p111 * p178 + p112 * p185 + p113 * p192 + p114 * p199 +
           p115 * p6 + p116 * p13 + p117 * p20 + p118 * p27 + p119 * p34 +
           p120 * p41 + p121 * p48 + p122 * p55 + p123 * p62 + p124 * p69 +
           p125 * p76 + p126 * p83 + p127 * p90 + p128 * p97 + p129 * p104 +
           p130 * p111 + p131 * p118 + p132 * p125 + p133 * p132 + p134 * p139 +
           p135 * p146 + p136 * p153 + p137 * p160 + p138 * p167 + p139 * p174 +
           p140 * p181 + p141 * p188 + p142 * p195 + p143 * p2 + p144 * p9 +
           p145 * p16 + p146 * p23 + p147 * p30 + p148 * p37 + p149 * p44 +
           p150 * p51 + p151 * p58 + p152 * p65 + p153 * p72 + p154 * p79 +
           p155 * p86 + p156 * p93 + p157 * p100 + p158 * p107 + p159 * p114 +
           p160 * p121 + p161 * p128 + p162 * p135 + p163 * p142 + p164 * p149 +
           p165 * p156 + p166 * p163 + p167 * p170 + p168 * p177 + p169 * p184 +
           p170 * p191 + p171 * p198 + p172 * p5 + p173 * p12 + p174 * p19 +
           p175 * p26 + p176 * p33 + p177 * p40 + p178 * p47 + p179 * p54 +
           p180 * p61 + p181 * p68 + p182 * p75 + p183 * p82 + p184 * p89 +
           p185 * p96 + p186 * p103 + p187 * p110 + p188 * p117 + p189 * p124 +
           p190 * p131 + p191 * p138 + p192 * p145 + p193 * p152 + p194 * p159 +
           p195 * p166 + p196 * p173 + p197 * p180 + p198 * p187 + p199 * p194;
}
#ifdef TEST_MAIN
TEST(parameters_200)
{
    double p[200], g[200], w[200];
    for (int i = 0; i < 200; i++) {
        p[i] = 1 + 0.01 * i;
        w[i] = 0;
    }
    for (int i = 0; i < 200; i++) {
        w[i] += p[(i * 7 + 1) % 200];
        w[(i * 7 + 1) % 200] += p[i];
    }
    many_gradient(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9],
                  p[10], p[11], p[12], p[13], p[14], p[15], p[16], p[17], p[18], p[19],
                  p[20], p[21], p[22], p[23], p[24], p[25], p[26], p[27], p[28], p[29],
                  p[30], p[31], p[32], p[33], p[34], p[35], p[36], p[37], p[38], p[39],
                  p[40], p[41], p[42], p[43], p[44], p[45], p[46], p[47], p[48], p[49],
                  p[50], p[51], p[52], p[53], p[54], p[55], p[56], p[57], p[58], p[59],
                  p[60], p[61], p[62], p[63], p[64], p[65], p[66], p[67], p[68], p[69],
                  p[70], p[71], p[72], p[73], p[74], p[75], p[76], p[77], p[78], p[79],
                  p[80], p[81], p[82], p[83], p[84], p[85], p[86], p[87], p[88], p[89],
                  p[90], p[91], p[92], p[93], p[94], p[95], p[96], p[97], p[98], p[99],
                  p[100], p[101], p[102], p[103], p[104], p[105], p[106], p[107], p[108], p[109],
                  p[110], p[111], p[112], p[113], p[114], p[115], p[116], p[117], p[118], p[119],
                  p[120], p[121], p[122], p[123], p[124], p[125], p[126], p[127], p[128], p[129],
                  p[130], p[131], p[132], p[133], p[134], p[135], p[136], p[137], p[138], p[139],
                  p[140], p[141], p[142], p[143], p[144], p[145], p[146], p[147], p[148], p[149],
                  p[150], p[151], p[152], p[153], p[154], p[155], p[156], p[157], p[158], p[159],
                  p[160], p[161], p[162], p[163], p[164], p[165], p[166], p[167], p[168], p[169],
                  p[170], p[171], p[172], p[173], p[174], p[175], p[176], p[177], p[178], p[179],
                  p[180], p[181], p[182], p[183], p[184], p[185], p[186], p[187], p[188], p[189],
                  p[190], p[191], p[192], p[193], p[194], p[195], p[196], p[197], p[198], p[199],
                  &g[0], &g[1], &g[2], &g[3], &g[4], &g[5], &g[6], &g[7],
                  &g[8], &g[9], &g[10], &g[11], &g[12], &g[13], &g[14], &g[15],
                  &g[16], &g[17], &g[18], &g[19], &g[20], &g[21], &g[22], &g[23],
                  &g[24], &g[25], &g[26], &g[27], &g[28], &g[29], &g[30], &g[31],
                  &g[32], &g[33], &g[34], &g[35], &g[36], &g[37], &g[38], &g[39],
                  &g[40], &g[41], &g[42], &g[43], &g[44], &g[45], &g[46], &g[47],
                  &g[48], &g[49], &g[50], &g[51], &g[52], &g[53], &g[54], &g[55],
                  &g[56], &g[57], &g[58], &g[59], &g[60], &g[61], &g[62], &g[63],
                  &g[64], &g[65], &g[66], &g[67], &g[68], &g[69], &g[70], &g[71],
                  &g[72], &g[73], &g[74], &g[75], &g[76], &g[77], &g[78], &g[79],
                  &g[80], &g[81], &g[82], &g[83], &g[84], &g[85], &g[86], &g[87],
                  &g[88], &g[89], &g[90], &g[91], &g[92], &g[93], &g[94], &g[95],
                  &g[96], &g[97], &g[98], &g[99], &g[100], &g[101], &g[102], &g[103],
                  &g[104], &g[105], &g[106], &g[107], &g[108], &g[109], &g[110], &g[111],
                  &g[112], &g[113], &g[114], &g[115], &g[116], &g[117], &g[118], &g[119],
                  &g[120], &g[121], &g[122], &g[123], &g[124], &g[125], &g[126], &g[127],
                  &g[128], &g[129], &g[130], &g[131], &g[132], &g[133], &g[134], &g[135],
                  &g[136], &g[137], &g[138], &g[139], &g[140], &g[141], &g[142], &g[143],
                  &g[144], &g[145], &g[146], &g[147], &g[148], &g[149], &g[150], &g[151],
                  &g[152], &g[153], &g[154], &g[155], &g[156], &g[157], &g[158], &g[159],
                  &g[160], &g[161], &g[162], &g[163], &g[164], &g[165], &g[166], &g[167],
                  &g[168], &g[169], &g[170], &g[171], &g[172], &g[173], &g[174], &g[175],
                  &g[176], &g[177], &g[178], &g[179], &g[180], &g[181], &g[182], &g[183],
                  &g[184], &g[185], &g[186], &g[187], &g[188], &g[189], &g[190], &g[191],
                  &g[192], &g[193], &g[194], &g[195], &g[196], &g[197], &g[198], &g[199]);
    for (int i = 0; i < 200; i++)
        CHECK_CLOSE(g[i], w[i], 1e-13);
}
#endif

//@ straight_line
KINDS()
double straight_line(int n, const double x[n])
{
    double v0 = x[0], v1 = x[1], v2 = x[2], v3 = 0.3;
    v0 = 0.5 * tanh(v1 - v3) + 0.05 * x[0];
    v1 = 0.5 * v3 * v0 + 0.1 * x[1];
    v2 += -0.3 * cos(v0 * v1) * 0.1 * x[2];
    v3 += -0.3 * cos(v0 * v3) * 0.1 * x[0];
    v0 += 0.5 * cos(v2 * v0) * 0.1 * x[1];
    v1 += -0.3 * cos(v1 * v0) * 0.1 * x[2];
    v2 += 0.5 * cos(v2 * v0) * 0.1 * x[0];
    v3 += -0.3 * cos(v2 * v3) * 0.1 * x[1];
    v0 = 0.25 * tanh(v0 - v2) + 0.05 * x[2];
    v1 = 0.5 * tanh(v1 - v0) + 0.05 * x[0];
    v2 += -0.3 * cos(v2 * v0) * 0.1 * x[1];
    v3 += -0.3 * cos(v0 * v1) * 0.1 * x[2];
    v0 += 0.25 * cos(v1 * v3) * 0.1 * x[0];
    v1 = 0.5 * sin(v3) + v1 * 0.5 + 0.01 * x[1];
    v2 = 0.5 * v2 * v1 + 0.1 * x[2];
    v3 += -0.3 * cos(v0 * v1) * 0.1 * x[0];
    v0 = 0.25 * sin(v3) + v2 * 0.5 + 0.01 * x[1];
    v1 = 0.25 * sin(v1) + v0 * 0.5 + 0.01 * x[2];
    v2 += 0.5 * cos(v3 * v1) * 0.1 * x[0];
    v3 += -0.3 * cos(v3 * v2) * 0.1 * x[1];
    v0 = 0.5 * v1 * v3 + 0.1 * x[2];
    v1 = -0.3 * sin(v1) + v3 * 0.5 + 0.01 * x[0];
    v2 += 0.5 * cos(v0 * v1) * 0.1 * x[1];
    v3 += 0.5 * cos(v3 * v0) * 0.1 * x[2];
    v0 += -0.3 * cos(v0 * v1) * 0.1 * x[0];
    v1 += 0.25 * cos(v0 * v1) * 0.1 * x[1];
    v2 = 0.25 * v1 * v2 + 0.1 * x[2];
    v3 = 0.5 * tanh(v2 - v3) + 0.05 * x[0];
    v0 = 0.25 * tanh(v2 - v0) + 0.05 * x[1];
    v1 = -0.3 * v1 * v3 + 0.1 * x[2];
    v2 = 0.25 * sin(v2) + v0 * 0.5 + 0.01 * x[0];
    v3 = 0.25 * v2 * v1 + 0.1 * x[1];
    v0 = 0.25 * sin(v3) + v0 * 0.5 + 0.01 * x[2];
    v1 = 0.5 * v0 * v3 + 0.1 * x[0];
    v2 = -0.3 * sin(v1) + v2 * 0.5 + 0.01 * x[1];
    v3 = 0.25 * sin(v0) + v2 * 0.5 + 0.01 * x[2];
    v0 += 0.5 * cos(v2 * v0) * 0.1 * x[0];
    v1 = 0.5 * tanh(v3 - v2) + 0.05 * x[1];
    v2 = 0.25 * tanh(v1 - v0) + 0.05 * x[2];
    v3 = 0.5 * tanh(v3 - v0) + 0.05 * x[0];
    v0 = -0.3 * tanh(v3 - v0) + 0.05 * x[1];
    v1 = 0.5 * v1 * v3 + 0.1 * x[2];
    v2 = 0.25 * sin(v0) + v1 * 0.5 + 0.01 * x[0];
    v3 += 0.25 * cos(v1 * v0) * 0.1 * x[1];
    v0 += 0.5 * cos(v1 * v3) * 0.1 * x[2];
    v1 = 0.25 * v0 * v2 + 0.1 * x[0];
    v2 = 0.5 * tanh(v3 - v1) + 0.05 * x[1];
    v3 += 0.5 * cos(v1 * v2) * 0.1 * x[2];
    v0 += 0.25 * cos(v2 * v3) * 0.1 * x[0];
    v1 += 0.5 * cos(v3 * v2) * 0.1 * x[1];
    v2 = 0.25 * v2 * v1 + 0.1 * x[2];
    v3 = -0.3 * sin(v2) + v3 * 0.5 + 0.01 * x[0];
    v0 = -0.3 * sin(v0) + v1 * 0.5 + 0.01 * x[1];
    v1 = 0.5 * sin(v2) + v3 * 0.5 + 0.01 * x[2];
    v2 = 0.25 * tanh(v3 - v2) + 0.05 * x[0];
    v3 = 0.5 * sin(v3) + v0 * 0.5 + 0.01 * x[1];
    v0 += -0.3 * cos(v1 * v0) * 0.1 * x[2];
    v1 = 0.25 * sin(v0) + v1 * 0.5 + 0.01 * x[0];
    v2 += 0.5 * cos(v0 * v3) * 0.1 * x[1];
    v3 = 0.25 * v3 * v2 + 0.1 * x[2];
    v0 = -0.3 * v0 * v3 + 0.1 * x[0];
    v1 = 0.25 * sin(v3) + v2 * 0.5 + 0.01 * x[1];
    v2 = 0.5 * v0 * v1 + 0.1 * x[2];
    v3 = 0.5 * v2 * v1 + 0.1 * x[0];
    v0 += 0.5 * cos(v3 * v1) * 0.1 * x[1];
    v1 = 0.25 * tanh(v3 - v0) + 0.05 * x[2];
    v2 += 0.5 * cos(v0 * v3) * 0.1 * x[0];
    v3 = -0.3 * tanh(v3 - v1) + 0.05 * x[1];
    v0 += 0.5 * cos(v0 * v2) * 0.1 * x[2];
    v1 = 0.5 * sin(v3) + v1 * 0.5 + 0.01 * x[0];
    v2 = 0.5 * sin(v2) + v0 * 0.5 + 0.01 * x[1];
    v3 += 0.25 * cos(v2 * v1) * 0.1 * x[2];
    v0 = 0.5 * v0 * v2 + 0.1 * x[0];
    v1 = -0.3 * v2 * v0 + 0.1 * x[1];
    v2 = -0.3 * tanh(v3 - v2) + 0.05 * x[2];
    v3 = 0.5 * tanh(v0 - v2) + 0.05 * x[0];
    v0 = 0.5 * sin(v2) + v1 * 0.5 + 0.01 * x[1];
    v1 += 0.5 * cos(v0 * v2) * 0.1 * x[2];
    v2 = 0.25 * tanh(v3 - v2) + 0.05 * x[0];
    v3 += 0.5 * cos(v3 * v1) * 0.1 * x[1];
    v0 = 0.25 * sin(v2) + v3 * 0.5 + 0.01 * x[2];
    v1 = -0.3 * sin(v3) + v0 * 0.5 + 0.01 * x[0];
    v2 = 0.25 * sin(v1) + v3 * 0.5 + 0.01 * x[1];
    v3 = -0.3 * v2 * v3 + 0.1 * x[2];
    v0 = -0.3 * sin(v0) + v1 * 0.5 + 0.01 * x[0];
    v1 += 0.25 * cos(v2 * v3) * 0.1 * x[1];
    v2 = 0.5 * v1 * v3 + 0.1 * x[2];
    v3 = 0.5 * sin(v0) + v1 * 0.5 + 0.01 * x[0];
    v0 = 0.25 * v1 * v2 + 0.1 * x[1];
    v1 = -0.3 * tanh(v0 - v3) + 0.05 * x[2];
    v2 += -0.3 * cos(v1 * v2) * 0.1 * x[0];
    v3 = 0.5 * tanh(v3 - v2) + 0.05 * x[1];
    v0 = 0.25 * sin(v1) + v3 * 0.5 + 0.01 * x[2];
    v1 = -0.3 * tanh(v2 - v3) + 0.05 * x[0];
    v2 += 0.25 * cos(v3 * v2) * 0.1 * x[1];
    v3 = 0.25 * v2 * v1 + 0.1 * x[2];
    v0 = -0.3 * tanh(v2 - v0) + 0.05 * x[0];
    v1 = 0.25 * v2 * v1 + 0.1 * x[1];
    v2 = 0.5 * tanh(v1 - v2) + 0.05 * x[2];
    v3 = 0.25 * v2 * v3 + 0.1 * x[0];
    v0 = 0.5 * tanh(v2 - v1) + 0.05 * x[1];
    v1 = 0.5 * v0 * v3 + 0.1 * x[2];
    v2 = 0.5 * sin(v2) + v0 * 0.5 + 0.01 * x[0];
    v3 += -0.3 * cos(v3 * v2) * 0.1 * x[1];
    v0 = 0.5 * sin(v0) + v2 * 0.5 + 0.01 * x[2];
    v1 += 0.5 * cos(v0 * v3) * 0.1 * x[0];
    v2 = 0.25 * v0 * v3 + 0.1 * x[1];
    v3 = -0.3 * sin(v2) + v3 * 0.5 + 0.01 * x[2];
    v0 = 0.25 * sin(v1) + v2 * 0.5 + 0.01 * x[0];
    v1 = 0.25 * v0 * v2 + 0.1 * x[1];
    v2 = 0.25 * sin(v1) + v2 * 0.5 + 0.01 * x[2];
    v3 = 0.25 * v1 * v3 + 0.1 * x[0];
    v0 += 0.5 * cos(v3 * v0) * 0.1 * x[1];
    v1 += -0.3 * cos(v3 * v2) * 0.1 * x[2];
    v2 = 0.5 * tanh(v3 - v1) + 0.05 * x[0];
    v3 += 0.5 * cos(v0 * v1) * 0.1 * x[1];
    v0 = 0.5 * v0 * v1 + 0.1 * x[2];
    v1 = -0.3 * v1 * v0 + 0.1 * x[0];
    v2 = -0.3 * v1 * v0 + 0.1 * x[1];
    v3 = -0.3 * sin(v3) + v2 * 0.5 + 0.01 * x[2];
    v0 = -0.3 * tanh(v3 - v2) + 0.05 * x[0];
    v1 = -0.3 * sin(v2) + v0 * 0.5 + 0.01 * x[1];
    v2 += -0.3 * cos(v0 * v1) * 0.1 * x[2];
    v3 = 0.25 * v2 * v3 + 0.1 * x[0];
    v0 += -0.3 * cos(v1 * v3) * 0.1 * x[1];
    v1 = 0.25 * v3 * v2 + 0.1 * x[2];
    v2 = 0.5 * v1 * v3 + 0.1 * x[0];
    v3 += 0.25 * cos(v2 * v3) * 0.1 * x[1];
    v0 = -0.3 * v0 * v3 + 0.1 * x[2];
    v1 = -0.3 * sin(v3) + v2 * 0.5 + 0.01 * x[0];
    v2 = -0.3 * v0 * v3 + 0.1 * x[1];
    v3 += 0.5 * cos(v2 * v3) * 0.1 * x[2];
    v0 = -0.3 * v0 * v2 + 0.1 * x[0];
    v1 += -0.3 * cos(v0 * v3) * 0.1 * x[1];
    v2 = 0.5 * v0 * v2 + 0.1 * x[2];
    v3 = 0.5 * sin(v3) + v2 * 0.5 + 0.01 * x[0];
    v0 += -0.3 * cos(v2 * v0) * 0.1 * x[1];
    v1 = -0.3 * tanh(v2 - v1) + 0.05 * x[2];
    v2 = 0.25 * tanh(v0 - v3) + 0.05 * x[0];
    v3 += -0.3 * cos(v0 * v2) * 0.1 * x[1];
    v0 = -0.3 * tanh(v2 - v0) + 0.05 * x[2];
    v1 = 0.5 * v2 * v0 + 0.1 * x[0];
    v2 += 0.25 * cos(v3 * v1) * 0.1 * x[1];
    v3 += 0.25 * cos(v3 * v2) * 0.1 * x[2];
    v0 = 0.25 * v1 * v3 + 0.1 * x[0];
    v1 += 0.25 * cos(v0 * v1) * 0.1 * x[1];
    v2 = 0.25 * v1 * v2 + 0.1 * x[2];
    v3 = 0.5 * sin(v1) + v2 * 0.5 + 0.01 * x[0];
    v0 = 0.5 * tanh(v2 - v3) + 0.05 * x[1];
    v1 = 0.25 * v0 * v2 + 0.1 * x[2];
    v2 = 0.5 * sin(v3) + v2 * 0.5 + 0.01 * x[0];
    v3 = -0.3 * v0 * v3 + 0.1 * x[1];
    v0 = 0.25 * sin(v0) + v1 * 0.5 + 0.01 * x[2];
    v1 = 0.5 * v0 * v2 + 0.1 * x[0];
    v2 += 0.5 * cos(v1 * v2) * 0.1 * x[1];
    v3 += 0.25 * cos(v0 * v2) * 0.1 * x[2];
    v0 = 0.5 * sin(v2) + v0 * 0.5 + 0.01 * x[0];
    v1 = 0.5 * v0 * v3 + 0.1 * x[1];
    v2 = -0.3 * tanh(v2 - v3) + 0.05 * x[2];
    v3 = 0.5 * tanh(v0 - v3) + 0.05 * x[0];
    return v0 + v1 * v2 - v3;
}
SCALAR(straight_line, 0.3, 0.8, -0.5)
